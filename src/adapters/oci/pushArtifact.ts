import { EMPTY, pack, type Artifact } from './artifact.js';
import { pushBlob } from './blobs.js';
import { getManifest, mismatch, putManifest, type HeldManifest } from './manifests.js';
import { OciError } from './OciError.js';
import type { Reference } from './reference.js';
import { Repository, type Registries } from './Repository.js';

/** What stands in the registry after a push. */
export interface Pushed {
  readonly ref: string;
  /** Of its manifest, as it was read back. */
  readonly digest: string;
  /** It stood there already with this content. */
  readonly unchanged: boolean;
}

/** Throws OciError TAG_TAKEN where the tag stands for something else. */
function checkSame(held: HeldManifest, artifact: Artifact, layer: string, where: string): void {
  const [first, ...others] = held.layers;
  if (held.artifactType === artifact.artifactType && first?.digest === layer && others.length === 0) return;
  throw new OciError({
    code: 'TAG_TAKEN',
    where,
    what: `the tag stands already for other content (${held.digest})`,
    expected: 'a tag that is new, for it names one immutable artifact',
    mend: 'Raise metadata.version',
  });
}

/**
 * Pushes an artifact under a tag: its blobs where the registry has them not, then its manifest, whose digest is read back.
 * A tag that stands for the same content is left as it is. Throws OciError TAG_TAKEN where it stands for other content,
 * REFERENCE_INVALID for a ref without a tag, and what the registry's answers throw.
 */
export async function pushArtifact(registries: Registries, reference: Reference, artifact: Artifact): Promise<Pushed> {
  const { tag, text: ref } = reference;
  if (tag === null || reference.digest !== null)
    throw new OciError({
      code: 'REFERENCE_INVALID',
      where: ref,
      what: 'it names a digest, and what is pushed has a tag',
      expected: 'oci://host/path:vX.Y.Z',
    });
  const repository = new Repository(reference, registries, 'pull,push');
  const { layer, manifest, digest } = pack(artifact);
  const held = await getManifest(repository, tag);
  if (held) {
    checkSame(held, artifact, layer.digest, ref);
    return { ref, digest: held.digest, unchanged: true };
  }
  await Promise.all([pushBlob(repository, EMPTY), pushBlob(repository, layer)]);
  await putManifest(repository, tag, manifest);
  const written = await getManifest(repository, tag);
  if (written?.digest !== digest)
    throw mismatch(ref, 'what was read back of it', digest, written?.digest ?? 'nothing under the tag');
  return { ref, digest, unchanged: false };
}
