import type { Descriptor } from './artifact.js';
import { digestOf } from './bytes.js';
import { ACCEPTED, INDEXES, OCI_MANIFEST } from './mediaTypes.js';
import { OciError, wrongArtifact } from './OciError.js';
import { bodyOf, mustBe } from './refused.js';
import type { Repository } from './Repository.js';

/** The most that registries have to take. */
const MOST = 4 * 1024 * 1024;

/** A manifest that a registry has, checked against its digest. */
export interface HeldManifest {
  readonly digest: string;
  readonly artifactType: string | null;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

interface Document {
  readonly mediaType?: unknown;
  readonly artifactType?: unknown;
  readonly config?: { readonly mediaType?: unknown } | null;
  readonly layers?: unknown;
  readonly manifests?: unknown;
  readonly annotations?: unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function textsOf(value: unknown): Record<string, string> {
  const entries = value && typeof value === 'object' ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => isText(entry[1])));
}

/** The layers. Throws OciError WRONG_ARTIFACT for what is no list of descriptors. */
function layersOf({ layers }: Document, where: string): Descriptor[] {
  if (!Array.isArray(layers)) throw wrongArtifact(where, 'its manifest has no layers', 'an OCI image manifest');
  return (layers as (Partial<Record<keyof Descriptor, unknown>> | null)[]).map((each) => {
    const { mediaType, digest, size, annotations } = each ?? {};
    if (!isText(mediaType) || !isText(digest) || !/^sha256:[\da-f]{64}$/.test(digest) || !Number.isSafeInteger(size))
      throw wrongArtifact(
        where,
        'a layer of its manifest has no media type, sha256 digest and size',
        'an OCI image manifest',
      );
    return { mediaType, digest, size: size as number, annotations: textsOf(annotations) };
  });
}

/** What a manifest says. Throws OciError INDEX_REFUSED for a list of manifests, WRONG_ARTIFACT for what is none. */
function read(bytes: Buffer, contentType: string, where: string): Omit<HeldManifest, 'digest'> {
  let document: Document | null;
  try {
    document = JSON.parse(String(bytes)) as Document | null;
  } catch {
    document = null;
  }
  if (!document || typeof document !== 'object')
    throw wrongArtifact(where, 'its manifest is no JSON', 'an OCI image manifest');
  const mediaType = isText(document.mediaType) ? document.mediaType : contentType;
  if (INDEXES.includes(mediaType) || Array.isArray(document.manifests))
    throw new OciError({
      code: 'INDEX_REFUSED',
      where,
      what: `it is a list of manifests, one a platform (${mediaType})`,
      expected: 'one artifact',
      mend: 'Name the one that you mean by its digest: oci://host/path@sha256:...',
    });
  const { artifactType, config } = document;
  const type = isText(artifactType) ? artifactType : isText(config?.mediaType) ? config.mediaType : null;
  return { artifactType: type, layers: layersOf(document, where), annotations: textsOf(document.annotations) };
}

/** A digest that is not what it is said to be. */
export function mismatch(where: string, what: string, said: string, found: string): OciError {
  return new OciError({
    code: 'DIGEST_MISMATCH',
    where,
    what: `${what} is not what its digest says: it has ${found}`,
    expected: said,
    mend: 'Trust nothing of it: tell the keepers of the registry',
  });
}

/**
 * The manifest of a tag or digest; null where the registry has none. Throws OciError DIGEST_MISMATCH where its bytes are
 * not those of the digest that it was asked for by, or that the registry says, INDEX_REFUSED, WRONG_ARTIFACT, TOO_LARGE, and
 * what Repository.ask throws.
 */
export async function getManifest(repository: Repository, name: string): Promise<HeldManifest | null> {
  const { where } = repository;
  const url = repository.address(`manifests/${name}`);
  const response = await repository.ask(url, { method: 'GET', headers: { accept: ACCEPTED } });
  if (response.status === 404) {
    await response.body?.cancel();
    return null;
  }
  const bytes = await bodyOf(await mustBe(response, [200], where), MOST, where);
  const digest = digestOf(bytes);
  const said = name.startsWith('sha256:') ? name : response.headers.get('docker-content-digest');
  if (said?.startsWith('sha256:') && said !== digest) throw mismatch(where, 'its manifest', said, digest);
  return { digest, ...read(bytes, response.headers.get('content-type') ?? '', where) };
}

/** The digest that a tag leads to now; null where the registry has no such tag, or does not say. */
export async function headManifest(repository: Repository, name: string): Promise<string | null> {
  const url = repository.address(`manifests/${name}`);
  const response = await repository.ask(url, { method: 'HEAD', headers: { accept: ACCEPTED } });
  if (response.status === 404) return null;
  await mustBe(response, [200], repository.where);
  return response.headers.get('docker-content-digest');
}

/** Writes a manifest under a tag. Throws OciError where the registry does not take it. */
export async function putManifest(repository: Repository, tag: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const url = repository.address(`manifests/${tag}`);
  const response = await repository.ask(url, { method: 'PUT', headers: { 'content-type': OCI_MANIFEST }, body });
  await mustBe(response, [201], repository.where);
  await response.body?.cancel();
}
