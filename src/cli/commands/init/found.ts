import type { LoadedManifest } from '../../project/loadManifest.js';

/** A manifest with those above it. */
export interface Found {
  /** How a product names it. */
  readonly ref: string;
  readonly manifest: LoadedManifest;
  /** The nearest first. */
  readonly parents: readonly LoadedManifest[];
}
