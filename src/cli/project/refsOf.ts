import { manifestIdentity, manifestReferences } from '../../compiler/document/references.js';
import type { RefResolution } from '../../compiler/mesh.js';
import type { LoadedManifest } from './loadManifest.js';

/** A document as the answer to the ref that names it. */
function refTo(ref: string, { file, source }: LoadedManifest): RefResolution {
  const document = { path: file, content: source };
  const { name, version } = manifestIdentity(document);
  return { ref, found: { name: name ?? ref, version: version ?? '', ref, digest: '', source: document } };
}

/** The ref to its parent that a manifest states; null for none. */
const parentRefOf = ({ file, source }: LoadedManifest): string | null =>
  manifestReferences({ path: file, content: source }).parentRef;

/** What the documents of the ancestors, the nearest first, say to the refs that lead up to them. */
export function refsOf(manifest: LoadedManifest, parents: readonly LoadedManifest[]): RefResolution[] {
  return parents.flatMap((parent, at) => {
    const ref = parentRefOf(parents[at - 1] ?? manifest);
    return ref === null ? [] : [refTo(ref, parent)];
  });
}
