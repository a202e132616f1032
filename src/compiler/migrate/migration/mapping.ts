import type { ModelingPattern } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { isPattern, patterns } from '../../patterns/defaults/patterns.js';
import type { SourceFile, SourceLocation } from '../../source.js';
import { finding } from './codes.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** What a mapping file says, in the direction of this migration. */
export interface MigrationMapping {
  readonly from: ModelingPattern | null;
  readonly layers: ReadonlyMap<string, string>;
  /** New name by old name. */
  readonly models: ReadonlyMap<string, string>;
  /** Where the file speaks of a model, by its old name. */
  locate(model: string): SourceLocation | null;
}

const NO_MAPPING: MigrationMapping = { from: null, layers: new Map(), models: new Map(), locate: () => null };

/**
 * Reads a mapping file: `from`, `to`, `layers` and `models`, old names to new ones. A file that was written for the way
 * there serves for the way back.
 */
export function readMapping(
  file: SourceFile | null,
  to: ModelingPattern | null,
): {
  readonly mapping: MigrationMapping;
  readonly to: ModelingPattern | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!file) return { mapping: NO_MAPPING, to, diagnostics: [] };
  const { document, diagnostics } = parseYaml(file);
  if (!document) return { mapping: NO_MAPPING, to, diagnostics };
  const invalid = (path: (string | number)[], message: string, expected: string): Diagnostic =>
    finding({ code: 'MIGRATION_MAPPING_INVALID', message, expected, location: document.locate(path) });
  if (!isMapping(document.value))
    return {
      mapping: NO_MAPPING,
      to,
      diagnostics: [invalid([], 'The mapping file holds no mapping', 'to, layers, models')],
    };
  const value: Mapping = document.value;
  const found: Diagnostic[] = [...diagnostics];
  for (const key of Object.keys(value))
    if (!['from', 'to', 'layers', 'models'].includes(key))
      found.push(invalid([key], `The mapping file knows no '${key}'`, 'from, to, layers, models'));
  for (const key of ['from', 'to'])
    if (value[key] !== undefined && !isPattern(value[key]))
      found.push(invalid([key], `'${String(value[key])}' is no modeling pattern`, Object.keys(patterns).join(', ')));
  const entries = (key: 'layers' | 'models'): [string, string][] => {
    const stated = value[key] ?? {};
    if (!isMapping(stated)) {
      found.push(invalid([key], `'${key}' is not a mapping of names`, 'old name: new name'));
      return [];
    }
    return Object.entries(stated).flatMap(([old, now]) => {
      if (typeof now === 'string' && now !== '') return [[old, now]];
      found.push(invalid([key, old], `'${old}' has no name to go to`, 'a name'));
      return [];
    });
  };
  const [stated, origin] = [value['to'], value['from']];
  const [there, back] = [isPattern(stated) ? stated : null, isPattern(origin) ? origin : null];
  const reversed = to !== null && there !== to && back === to;
  if (to !== null && there !== null && there !== to && !reversed)
    return {
      mapping: NO_MAPPING,
      to,
      diagnostics: [...found, invalid(['to'], `The mapping file leads to ${there}, not to ${to}`, to)],
    };
  const turned = (pairs: [string, string][]): Map<string, string> =>
    new Map(reversed ? pairs.map(([old, now]) => [now, old]) : pairs);
  const [layers, written] = [entries('layers'), entries('models')];
  for (const [key, pairs] of [['layers', layers] as const, ['models', written] as const])
    for (const [index, [old, now]] of pairs.entries())
      if (pairs.findIndex(([, other]) => other === now) < index)
        found.push(invalid([key, old], `Two ${key} become '${now}'`, 'a name for one of them alone'));
  const olds = new Map(written.map(([old, now]) => [reversed ? now : old, old]));
  return {
    mapping: {
      from: reversed ? there : back,
      layers: turned(layers),
      models: turned(written),
      locate: (model) => (olds.has(model) ? document.locate(['models', olds.get(model) ?? '']) : null),
    },
    to: to ?? there,
    diagnostics: found,
  };
}
