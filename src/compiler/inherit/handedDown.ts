import { isMapping, valueAt, type JsonObject } from '../values/json.js';
import type { PolicyDocument } from './policy/policyDocument.js';

/**
 * A plugin's configuration belongs to that plugin: where a lower tier chooses another type in a category, the higher
 * tier's `plugins.<category>.config` is not handed down.
 */
export function withConfigOfChosenPlugins(documents: readonly PolicyDocument[]): PolicyDocument[] {
  return documents.map((document, i) => {
    const plugins = document.value['plugins'];
    if (!isMapping(plugins)) return document;
    const kept = Object.entries(plugins).map(([category, plugin]): [string, unknown] => {
      const types = documents.slice(i + 1).map((lower) => valueAt(lower.value, ['plugins', category, 'type']));
      const replaced = types.some((type) => type !== undefined && type !== valueAt(plugin, ['type']));
      return [category, replaced && isMapping(plugin) ? withoutConfig(plugin) : plugin];
    });
    const value = { ...document.value, plugins: Object.fromEntries(kept) };
    return { label: document.label, value, locate: (path) => document.locate(path) };
  });
}

function withoutConfig(plugin: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(plugin).filter(([key]) => key !== 'config'));
}
