import type { PolicyOrigin } from '../artifact.js';
import { decodeManifest } from '../document/decode.js';
import type { ManifestCompileInput } from '../input.js';
import type { DocumentPath } from '../source.js';
import { isMapping } from '../values/json.js';
import { effectivePlatform } from './effectivePlatform.js';
import { pathText } from './policy/policyPath.js';
import { chainOfDocument } from './resolveChain.js';

/** The paths of the values of a document, in its order: those without keys of their own, of a list each member. */
function leaves(value: unknown, path: DocumentPath = []): DocumentPath[] {
  if (Array.isArray(value) && value.length > 0) return value.map((_, index) => [...path, index]);
  if (!isMapping(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]));
}

/**
 * Where each effective value of a manifest comes from, in the order of the effective document. null where the manifest
 * or its chain cannot be read.
 */
export function explainAll(input: ManifestCompileInput): PolicyOrigin[] | null {
  const { document } = decodeManifest(input.manifest);
  const { chain } = document ? chainOfDocument(document, input.refs) : { chain: null };
  const [nearest, ...above] = chain ?? [];
  if (!nearest) return null;
  const { platform } = effectivePlatform([nearest, ...above]);
  return leaves(platform.effective).flatMap((path) => platform.explain(pathText(path)) ?? []);
}
