/** A manifest of ours as an OCI 1.1 artifact. */
export const MANIFEST_ARTIFACT = 'application/vnd.floe.manifest.v1+yaml';
/** A product as one: its documents in an archive. */
export const PRODUCT_ARTIFACT = 'application/vnd.floe.product.v1+tar';
export const TAR = 'application/vnd.oci.image.layer.v1.tar';
/** The layer of a manifest: the document. */
export const YAML = 'application/yaml';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_EMPTY = 'application/vnd.oci.empty.v1+json';

/** What holds several manifests, one a platform. */
export const INDEXES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** What a registry may answer with; what we have no use for is asked for too, so that it can be told what it is. */
export const ACCEPTED = [OCI_MANIFEST, 'application/vnd.docker.distribution.manifest.v2+json', ...INDEXES].join(', ');

export const TITLE = 'org.opencontainers.image.title';
export const VERSION = 'org.opencontainers.image.version';
export const SOURCE = 'org.opencontainers.image.source';
export const REVISION = 'org.opencontainers.image.revision';
