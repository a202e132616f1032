import { lt } from 'semver';
import type { DocumentPath } from '../../source.js';
import { mappingOf } from '../../document/dbt/project/values.js';
import type { Complaint } from '../../document/shape/issues.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

interface Kind {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}
const oneOf = (...values: readonly string[]): Kind => ({
  expected: `one of ${values.join(', ')}`,
  holds: (value) => values.includes(value as string),
});
const TEXT: Kind = { expected: 'a text', holds: (value) => typeof value === 'string' };
const FLAG: Kind = { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
const COUNT: Kind = {
  expected: 'a whole number, 0 or more',
  holds: (value) => Number.isInteger(value) && (value as number) >= 0,
};
const NUMBER: Kind = { expected: 'a number', holds: (value) => typeof value === 'number' };
const STEP: Kind = { expected: 'a number above 0', holds: (value) => typeof value === 'number' && value > 0 };
const NAMES: Kind = {
  expected: 'a list of names, each once',
  holds: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === 'string') &&
    new Set(value).size === value.length,
};

export const INTEGER_FORMATS = ['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128'] as const;

const days = { format: TEXT, minimum: TEXT, maximum: TEXT, exclusiveMinimum: TEXT, exclusiveMaximum: TEXT };
const times = { ...days, timezone: FLAG, defaultTimezone: TEXT };
const numbers = {
  multipleOf: STEP,
  minimum: NUMBER,
  maximum: NUMBER,
  exclusiveMinimum: NUMBER,
  exclusiveMaximum: NUMBER,
};

const ELEMENTS = oneOf('bfloat16', 'binary', 'float16', 'float32', 'float64', 'int8', 'uint8');
const METRICS = oneOf('cosine', 'dotProduct', 'euclidean', 'hamming', 'manhattan');

/** The options of each logical type (Open Data Contract Standard 3.2, Logical Type Options). */
export const OPTIONS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = lookup<Readonly<Record<string, Kind>>>(
  {
    string: { minLength: COUNT, maxLength: COUNT, pattern: TEXT, format: TEXT },
    date: days,
    timestamp: times,
    time: times,
    integer: { ...numbers, format: oneOf(...INTEGER_FORMATS) },
    number: { ...numbers, format: oneOf('f32', 'f64') },
    object: { maxProperties: COUNT, minProperties: COUNT, required: NAMES },
    array: { maxItems: COUNT, minItems: COUNT, uniqueItems: FLAG },
    vector: {
      dimensions: { expected: 'a whole number, 1 or more', holds: (value) => COUNT.holds(value) && value !== 0 },
      elementType: ELEMENTS,
      distanceMetric: METRICS,
      embeddingModel: TEXT,
      embeddingModelVersion: TEXT,
      normalized: FLAG,
    },
  },
);

export const EXCLUSIVE = ['exclusiveMinimum', 'exclusiveMaximum'] as const;

/** Until 3.0 `exclusiveMinimum: true` made the bound beside it exclusive. */
const orFlag = (kind: Kind): Kind => ({
  expected: `true or false, or since v3.1.0 ${kind.expected}`,
  holds: (value) => FLAG.holds(value) || kind.holds(value),
});

function optionsIn(version: string, logicalType: string): (typeof OPTIONS)[string] | undefined {
  const known = OPTIONS[logicalType];
  if (!known || !lt(version, 'v3.1.0')) return known;
  const bounds = EXCLUSIVE.flatMap((name) => (known[name] ? [[name, orFlag(known[name])] as const] : []));
  return { ...known, ...Object.fromEntries(bounds) };
}

/** The options of a property that its logical type does not take, or not so. */
export function optionProblems(
  { logicalType, logicalTypeOptions }: Mapping,
  path: DocumentPath,
  version: string,
): Complaint[] {
  const known = typeof logicalType === 'string' ? optionsIn(version, logicalType) : undefined;
  if (!known) return [];
  const options = mappingOf(logicalTypeOptions);
  const found = Object.entries(options).flatMap(([name, value]) =>
    optionProblem({ type: String(logicalType), name, value, known }, [...path, 'logicalTypeOptions', name]),
  );
  if (logicalType !== 'vector' || options['dimensions'] !== undefined) return found;
  const at = [...path, 'logicalTypeOptions', 'dimensions'];
  const message = 'A vector says how many dimensions it has';
  return [...found, { code: 'DOCUMENT_MISSING_FIELD', path: at, message, expected: 'dimensions: 768' }];
}

interface Option {
  readonly type: string;
  readonly name: string;
  readonly value: unknown;
  readonly known: Readonly<Record<string, Kind>>;
}

function optionProblem({ type, name, value, known }: Option, path: DocumentPath): Complaint[] {
  const kind = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!kind) {
    const message = `A property of logicalType ${type} takes no option '${name}'`;
    return [{ code: 'DOCUMENT_INVALID_VALUE', path, message, expected: `one of ${Object.keys(known).join(', ')}` }];
  }
  if (kind.holds(value)) return [];
  const message = `The option '${name}' of logicalType ${type} cannot be ${JSON.stringify(value)}`;
  return [{ code: 'DOCUMENT_INVALID_VALUE', path, message, expected: kind.expected }];
}
