import type { SourceFile } from '../source.js';
import { loadPlatform } from './load.js';
import type { ChangePolicy } from '../inherit/changePolicy.js';
import { platformChangePolicy } from '../inherit/changePolicy.js';
import type { RefResolution } from '../mesh.js';

/** The policy of the platform that a product's document names; null where it does not resolve. */
export function changePolicy(product: SourceFile, refs: readonly RefResolution[]): ChangePolicy | null {
  const { platform } = loadPlatform({ product, files: [], mesh: { refs } });
  return platform && platformChangePolicy(platform);
}
