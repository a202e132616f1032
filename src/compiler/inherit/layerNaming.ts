import type { CompiledLayer } from '../artifact.js';
import type { LayerSettings } from '../document/manifest.js';
import type { LayerDefaults } from '../patterns/pattern.js';

type Naming = Pick<CompiledLayer, 'prefix' | 'prefixes' | 'suffixes' | 'namePatterns'>;

const several = (stated: string | readonly string[] | undefined): readonly string[] =>
  stated === undefined ? [] : [...new Set(typeof stated === 'string' ? [stated] : stated)];

/**
 * How the names of a layer look: by prefix, suffix or pattern, any of them. A manifest that states one of the three
 * replaces the default prefix of the pattern. null: nobody says.
 */
export function layerNaming(stated: LayerSettings, defaults: LayerDefaults | null): Naming | null {
  const [prefixes, suffixes, namePatterns] = [stated.prefix, stated.suffix, stated.pattern].map(several);
  if (!prefixes?.length && !suffixes?.length && !namePatterns?.length)
    return defaults ? { prefix: defaults.prefix } : null;
  return {
    prefix: prefixes?.[0] ?? '',
    ...(prefixes && prefixes.length > 1 && { prefixes }),
    ...(suffixes?.length && { suffixes }),
    ...(namePatterns?.length && { namePatterns }),
  };
}
