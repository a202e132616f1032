import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { Mapping } from '../../values/json.js';
import type { StarterColumn } from '../models/model.js';
import type { Starter } from './starter.js';

const TYPES: Readonly<Record<StarterColumn['type'], Mapping>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time' },
};

/** The level that data has of which nothing is known yet: `internal`, else the weakest, of those that ask for nothing. */
function usualLevel({ classification: { levels, duties } }: EffectivePlatform): string | null {
  const free = levels.filter((level) => Object.keys(duties[level] ?? {}).length === 0);
  return free.find((level) => level === 'internal') ?? free[0] ?? null;
}

/** The JSON Schema of the output port, as indented text (decision 19: what is classified is said here). */
export function portSchema({ exposed, platform }: Starter): string {
  const classification = usualLevel(platform);
  const properties = exposed.columns.map(({ name, description, type }) => [
    name,
    {
      ...TYPES[type],
      description: `${description}.`,
      ...(classification !== null && { 'x-floe': { classification } }),
    },
  ]);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: exposed.stem,
    description: `${exposed.description}.`,
    type: 'object',
    'x-floe': { primary_key: exposed.key },
    required: exposed.columns.map(({ name }) => name),
    properties: Object.fromEntries(properties) as Mapping,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
