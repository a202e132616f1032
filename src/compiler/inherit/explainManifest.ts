import type { PolicyOrigin } from '../artifact.js';
import { decodeManifest } from '../document/decode.js';
import { manifestReferences } from '../document/references.js';
import type { ManifestCompileInput } from '../input.js';
import type { PublishedManifest, RefResolution } from '../mesh.js';
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

/** A published manifest with what it inherits from, nearest first. */
export type PublishedChain = readonly [PublishedManifest, ...PublishedManifest[]];

/** What the `parent.ref` of each manifest of a chain leads to: the one that comes next. */
export function refsOfChain(chain: PublishedChain): RefResolution[] {
  return chain.slice(1).flatMap((found, index) => {
    const child = chain[index];
    const ref = child ? manifestReferences(child.source).parentRef : null;
    return ref === null ? [] : [{ ref, found }];
  });
}

export interface ExplainedChain {
  readonly chain: PublishedChain;
  readonly path: string;
}

/** The same of a manifest as it was published: each `parent.ref` is what comes next. */
export function explainPublished({ chain, path }: ExplainedChain): PolicyOrigin | null {
  return explainManifest({ manifest: chain[0].source, refs: refsOfChain(chain) }, path);
}
