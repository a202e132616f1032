import { pullBlob } from './blobs.js';
import { getManifest } from './manifests.js';
import { TITLE } from './mediaTypes.js';
import { OciError, wrongArtifact } from './OciError.js';
import { nameOf, type Reference } from './reference.js';
import { Repository, type Registries } from './Repository.js';

/** What is asked for: an artifact of this type, with no more bytes than that. */
export interface Wanted {
  readonly artifactType: string;
  /** What such an artifact is called: `a manifest of floe`. */
  readonly called: string;
  readonly most: number;
}

/** An artifact as it was pulled: every byte checked against its digests. */
export interface PulledArtifact {
  readonly ref: string;
  /** Of its manifest: what pins it. */
  readonly digest: string;
  /** What its layer is called; null where nobody said. */
  readonly title: string | null;
  readonly content: Buffer;
  readonly annotations: Readonly<Record<string, string>>;
}

const wrong = (where: string, what: string, { called, artifactType }: Wanted): OciError =>
  wrongArtifact(where, what, `${called} (${artifactType}) with one layer`);

/**
 * Pulls an artifact of one layer. Throws OciError NOT_FOUND where the registry has none under the ref, WRONG_ARTIFACT for
 * one of another type, and what getManifest and pullBlob throw.
 */
export async function pullArtifact(
  registries: Registries,
  reference: Reference,
  wanted: Wanted,
): Promise<PulledArtifact> {
  const { text: ref } = reference;
  const repository = new Repository(reference, registries, 'pull');
  const manifest = await getManifest(repository, nameOf(reference));
  if (!manifest)
    throw new OciError({
      code: 'NOT_FOUND',
      where: ref,
      what: 'the registry has nothing under this ref',
      mend: 'Look at the path and the tag, or push it first: floe platform publish',
    });
  const { digest, artifactType, layers, annotations } = manifest;
  if (artifactType !== wanted.artifactType) throw wrong(ref, `it is of type ${artifactType ?? 'nobody knows'}`, wanted);
  const [layer, ...others] = layers;
  if (!layer || others.length > 0) throw wrong(ref, `it has ${layers.length} layers`, wanted);
  const content = await pullBlob(repository, layer, wanted.most);
  return { ref, digest, title: layer.annotations?.[TITLE] ?? null, content, annotations };
}
