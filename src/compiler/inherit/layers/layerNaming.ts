import type { LayerNaming } from '../../patterns/layerForms.js';
import type { LayerDefaults } from '../../patterns/defaults/pattern.js';

type Stated = Partial<Record<'prefix' | 'suffix' | 'pattern', string | readonly string[]>>;

const several = (stated: string | readonly string[] | undefined): readonly string[] =>
  stated === undefined ? [] : [...new Set(typeof stated === 'string' ? [stated] : stated)];

/**
 * How the names of a layer look: by prefix, suffix or pattern, any of them. A manifest that states one of the three
 * replaces the default prefix of the pattern. null: nobody says.
 */
export function layerNaming(stated: Stated, defaults: Pick<LayerDefaults, 'prefix'> | null): LayerNaming | null {
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
