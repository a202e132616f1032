import type { Artifact } from '../artifact.js';
import { PRODUCT_ARTIFACT, TAR } from '../mediaTypes.js';
import { annotationsOf, type Origin } from './manifestArtifact.js';
import { tarOf, type Entry } from './tar.js';

/** A product as it is published. */
export interface PublishedProduct {
  /** `sales.customer-360` */
  readonly fqn: string;
  readonly version: string;
  /** Its documents, by their paths in its folder. */
  readonly documents: readonly Entry[];
}

/** A product as an artifact: its documents in an archive. Throws OciError TOO_LARGE for a path that is too long for one. */
export function productArtifact({ fqn, version, documents }: PublishedProduct, origin: Origin): Artifact {
  return {
    artifactType: PRODUCT_ARTIFACT,
    mediaType: TAR,
    title: `${fqn}-${version}.tar`,
    content: tarOf([...documents].sort((a, b) => (a.path < b.path ? -1 : 1))),
    annotations: annotationsOf(version, origin),
  };
}
