import type { PolicyOrigin } from '../artifact.js';
import { decodeManifest } from '../document/decode.js';
import type { ManifestCompileInput } from '../input.js';
import { effectivePlatform } from './effectivePlatform.js';
import { chainOfDocument } from './resolveChain.js';

/**
 * Where the effective value of a manifest at a path (`governance.quality_gates.minimum_test_coverage`) comes from, root
 * manifest first. null where no manifest of the chain states the path, or the chain cannot be read.
 */
export function explainManifest(input: ManifestCompileInput, path: string): PolicyOrigin | null {
  const { document } = decodeManifest(input.manifest);
  const { chain } = document ? chainOfDocument(document, input.refs) : { chain: null };
  const [nearest, ...above] = chain ?? [];
  return nearest ? effectivePlatform([nearest, ...above]).platform.explain(path) : null;
}
