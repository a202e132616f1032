import type { CompiledLayer } from '../artifact.js';

/** How the names of a layer's models look: any of these. */
export interface LayerForms {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** Regular expressions. */
  readonly patterns: readonly string[];
}

/** What of a layer says how the names of its models look. */
export type LayerNaming = Pick<CompiledLayer, 'prefix' | 'prefixes' | 'suffixes' | 'namePatterns'>;

/** All forms of a layer's names; a layer that was compiled before there were others has its prefix alone. */
export function layerForms({ prefix, prefixes, suffixes = [], namePatterns = [] }: LayerNaming): LayerForms {
  return { prefixes: prefixes ?? (prefix === '' ? [] : [prefix]), suffixes, patterns: namePatterns };
}
