import type { DocumentElement } from '../../document/common.js';
import { BOUNDS } from '../../document/columns.js';
import { mappingOf } from '../../document/dbt/project/values.js';
import { isSized, type LogicalType } from './logicalType.js';
import { OPTIONS } from './logicalTypeOptions.js';
import type { OdcsVersion } from './version.js';
import type { Mapping } from '../../values/json.js';

type Key = keyof DocumentElement;

/** The fields of a column that are options of its logical type: its bounds, its pattern and its format. */
const OPTION_OF: Readonly<Partial<Record<Key, string>>> = { ...BOUNDS, pattern: 'pattern', format: 'format' };

export interface Options {
  readonly options: Mapping;
  /** The fields of the column that they tell. */
  readonly told: ReadonlySet<string>;
}

/** The options of a column, as far as its logical type takes them in this version of the standard. */
export function optionsOf(
  column: DocumentElement,
  { logicalType, format }: LogicalType,
  { hasExclusiveBounds }: OdcsVersion,
): Options {
  const known = OPTIONS[logicalType] ?? {};
  const told = Object.entries(OPTION_OF).filter(([key, name]) => {
    const value = column[key as Key];
    const hasNoWord = !hasExclusiveBounds && column[FLAGGED[name] as Key] !== undefined;
    const isSaid = name === 'format' && format !== undefined;
    return value !== undefined && (known[name]?.holds(value) ?? false) && !isSaid && !hasNoWord;
  });
  const own = told.flatMap(([key, name]) => spelled(name, column[key as Key], hasExclusiveBounds));
  return {
    options: { ...(format !== undefined && { format }), ...Object.fromEntries(own) },
    told: new Set(told.map(([key]) => key)),
  };
}

/** Until 3.0 a bound was exclusive by a flag beside it, so that there was one of either side. */
const FLAGGED: Readonly<Record<string, string>> = { exclusiveMinimum: 'minimum', exclusiveMaximum: 'maximum' };

function spelled(name: string, value: unknown, hasExclusiveBounds: boolean): [string, unknown][] {
  const bound = FLAGGED[name];
  if (hasExclusiveBounds || bound === undefined) return [[name, value]];
  return [
    [bound, value],
    [name, true],
  ];
}

const numeric = (value: unknown): value is number => typeof value === 'number';

/** `minimum: 5, exclusiveMinimum: true` (3.0) is `exclusiveMinimum: 5`. */
function bounds(options: Mapping): Mapping {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = options;
  const [above, below] = [exclusiveMinimum === true, exclusiveMaximum === true];
  return {
    ...rest,
    minimum: above ? undefined : minimum,
    maximum: below ? undefined : maximum,
    exclusiveMinimum: above ? minimum : exclusiveMinimum,
    exclusiveMaximum: below ? maximum : exclusiveMaximum,
  };
}

/** Bounds, pattern and format as a property's options say them; dates as bounds are no numbers and stay where they are. */
export function fieldsOfOptions(property: Mapping): Partial<DocumentElement> {
  const { format, pattern, ...options } = mappingOf(property['logicalTypeOptions']);
  const named = bounds(options);
  const own = Object.entries(BOUNDS).flatMap(([key, name]) => (numeric(named[name]) ? [[key, named[name]]] : []));
  const size = format === 'f32' || format === 'f64' || (typeof format === 'string' && isSized(format));
  const sized = size && (property['logicalType'] === 'integer' || property['logicalType'] === 'number');
  return {
    ...(Object.fromEntries(own) as Partial<DocumentElement>),
    ...(typeof pattern === 'string' && /\S/.test(pattern) && { pattern }),
    ...(typeof format === 'string' && /\S/.test(format) && !sized && { format }),
  };
}
