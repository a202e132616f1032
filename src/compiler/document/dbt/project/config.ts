import { mappingOf, textsOf } from './values.js';
import type { Mapping } from '../../../values/json.js';

/**
 * Configurations of one node from the weakest to the strongest, as dbt merges them: `tags` add up, the keys of `meta`
 * are taken one by one, of anything else the last one holds.
 */
export function mergeConfigs(layers: readonly Mapping[]): Mapping {
  if (layers.length === 1 && layers[0]) return layers[0];
  const merged: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const key of Object.keys(layer)) {
      const value = layer[key];
      if (key === 'tags') merged[key] = [...new Set([...textsOf(merged[key] ?? []), ...textsOf(value ?? [])])];
      else if (key === 'meta') merged[key] = { ...mappingOf(merged[key]), ...mappingOf(value) };
      else if (key !== '__proto__') merged[key] = value;
    }
  }
  return merged;
}

/** The older top-level spellings of a configuration in schema YAML, beside `config:`. */
const TOP_LEVEL = ['meta', 'tags', 'access', 'group', 'freshness'] as const;

/** What an entry of schema YAML configures: its `config:`, and what may stand beside it. */
export function configOfEntry(node: Mapping): Mapping {
  const config = mappingOf(node['config']);
  const beside = TOP_LEVEL.filter((key) => Object.hasOwn(node, key));
  if (beside.length === 0) return config;
  return mergeConfigs([Object.fromEntries(beside.map((key) => [key, node[key]])), config]);
}
