import type { Pushed } from '../../adapters/oci/pushArtifact.js';

/** What became of a push, in a line. */
export const told = ({ ref, digest, unchanged }: Pushed): string =>
  unchanged ? `${ref} stood in the registry with this content already (${digest})` : `Pushed ${ref} (${digest})`;
