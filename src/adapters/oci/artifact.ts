import { digestOf } from './bytes.js';
import { OCI_EMPTY, OCI_MANIFEST, TITLE } from './mediaTypes.js';

/** What a manifest says of a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Something of ours as an artifact: one document or archive with what is said of it. */
export interface Artifact {
  readonly artifactType: string;
  /** Of the layer. */
  readonly mediaType: string;
  /** What the layer is called where it is written into a folder. */
  readonly title: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A blob with the place that it is said in. */
export interface Blob extends Descriptor {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The empty configuration of OCI 1.1. */
export const EMPTY: Blob = blobOf(OCI_EMPTY, new Uint8Array(Buffer.from('{}')));

function blobOf(mediaType: string, bytes: Uint8Array<ArrayBuffer>): Blob {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, bytes };
}

/** An artifact as the registry keeps it: its manifest, the same bytes for the same artifact, and its one layer. */
export interface Packed {
  readonly layer: Blob;
  readonly manifest: Uint8Array<ArrayBuffer>;
  readonly digest: string;
}

/** Packs an artifact as OCI 1.1 has it (image manifest with artifactType and the empty config). */
export function pack({ artifactType, mediaType, title, content, annotations }: Artifact): Packed {
  const layer = blobOf(mediaType, content);
  const { bytes: _config, ...config } = EMPTY;
  const { bytes: _layer, ...described } = layer;
  const sorted = Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
  const document = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType,
    config,
    layers: [{ ...described, annotations: { [TITLE]: title } }],
    annotations: sorted,
  };
  const manifest = new Uint8Array(Buffer.from(JSON.stringify(document), 'utf8'));
  return { layer, manifest, digest: digestOf(manifest) };
}
