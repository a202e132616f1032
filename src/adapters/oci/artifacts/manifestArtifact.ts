import path from 'node:path';
import type { Artifact } from '../artifact.js';
import { MANIFEST_ARTIFACT, REVISION, SOURCE, VERSION, YAML } from '../mediaTypes.js';
import { OciError } from '../OciError.js';
import { pullArtifact, type PulledArtifact } from '../pullArtifact.js';
import { parseReference } from '../reference.js';
import type { Registries } from '../Repository.js';

/** The largest document that is pulled; `floe` sends none that is larger. */
const MOST = 10 * 1024 * 1024;

/** Where a document comes from; null for what nobody knows. */
export interface Origin {
  /** The address of its repository. */
  readonly source: string | null;
  /** Its commit. */
  readonly revision: string | null;
}

/** What is said of an artifact of this version. */
export const annotationsOf = (version: string, { source, revision }: Origin): Readonly<Record<string, string>> => ({
  [VERSION]: version,
  ...(source !== null && { [SOURCE]: source }),
  ...(revision !== null && { [REVISION]: revision }),
});

/** A manifest of an enterprise, a domain or a platform as an artifact. */
export function manifestArtifact(file: string, text: string, version: string, origin: Origin): Artifact {
  return {
    artifactType: MANIFEST_ARTIFACT,
    mediaType: YAML,
    title: path.basename(file),
    content: new Uint8Array(Buffer.from(text, 'utf8')),
    annotations: annotationsOf(version, origin),
  };
}

/** A manifest that was pulled, as text. */
export interface PulledManifest extends Omit<PulledArtifact, 'content'> {
  readonly source: string;
}

/**
 * Pulls a manifest by its `oci://` ref. Throws OciError REFERENCE_INVALID for what is none, WRONG_ARTIFACT for what is no
 * text, and what pullArtifact throws.
 */
export async function pullManifest(registries: Registries, ref: string): Promise<PulledManifest> {
  const wanted = { artifactType: MANIFEST_ARTIFACT, called: 'a manifest of floe', most: MOST };
  const { content, ...pulled } = await pullArtifact(registries, parseReference(ref), wanted);
  try {
    return { ...pulled, source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content) };
  } catch {
    throw new OciError({ code: 'WRONG_ARTIFACT', where: ref, what: 'its layer is not UTF-8 text', expected: 'YAML' });
  }
}
