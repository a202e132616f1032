import { durationSeconds, formatDuration, parseDuration, secondsToDuration } from '../../values/duration.js';
import type { Sla } from '../../document/common.js';
import { listOf } from '../../document/dbt/project/values.js';
import { parsePercentage } from '../../values/percentage.js';
import { lookup } from '../../values/lookup.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** Names of the standard's text, with their two letters, in lower case. */
const FRESHNESS = ['latency', 'ly', 'freshness'];
const AVAILABILITY = ['availability', 'av'];
const RETENTION = ['retention', 're'];
const END_OF_SUPPORT = ['endofsupport', 'es'];
const END_OF_LIFE = ['endoflife', 'el'];
/** By the field of an SLA, the name that we write. */
const OUR_NAMES = {
  freshness: { ours: 'latency', known: FRESHNESS },
  availability: { ours: 'availability', known: AVAILABILITY },
  retention: { ours: 'retention', known: RETENTION },
  end_of_support: { ours: 'endOfSupport', known: END_OF_SUPPORT },
  end_of_life: { ours: 'endOfLife', known: END_OF_LIFE },
} as const;
/** Percentages that are no share of rows that hold. */
const NO_TARGETS = [...FRESHNESS, ...AVAILABILITY, ...RETENTION, 'throughput', 'th', 'errorrate', 'er'];

const UNITS: Readonly<Record<string, string>> = lookup(
  Object.fromEntries(
    ['w wk week weeks', 'd day days', 'h hr hour hours', 'm min minute minutes', 's sec second seconds'].flatMap(
      (names) => names.split(' ').map((name) => [name, names[0] ?? '']),
    ),
  ),
);

const nameOf = ({ property }: Mapping): string => String(property).toLowerCase();

/** `4 d`, `2h`, `PT2H`: a duration as our documents write it. */
function durationOf({ value, unit }: Mapping): string | undefined {
  const short = typeof unit === 'string' ? UNITS[unit.toLowerCase()] : undefined;
  const amount = Number(value);
  if (short && value !== null && value !== '' && Number.isSafeInteger(amount) && amount >= 0)
    return `${amount}${short}`;
  const iso = typeof value === 'string' && unit === undefined ? parseDuration(value) : null;
  return iso === null ? undefined : formatDuration(iso);
}

const isPercent = ({ value, unit }: Mapping): boolean =>
  ['%', 'percent', 'percentage'].includes(String(unit).toLowerCase()) ||
  (typeof value === 'string' && value.trim().endsWith('%'));

function percentageOf({ value }: Mapping): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return parsePercentage(value) ?? undefined;
}

const dateOf = ({ value }: Mapping): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** A name that a mapping may have: not `__proto__`. */
const METRIC = /^(?!__proto__$)[A-Za-z_][\w-]*$/;

/** The rows of `slaProperties` that are promises of ours; undefined where none is. */
export function readSla(slaProperties: unknown): Sla | undefined {
  const rows = listOf(slaProperties).filter(isMapping);
  const first = <T>(names: readonly string[], read: (row: Mapping) => T | undefined): T | undefined =>
    rows.filter((row) => names.includes(nameOf(row))).map(read)[0];
  const targets = rows.flatMap((row) => {
    const target = isPercent(row) && !NO_TARGETS.includes(nameOf(row)) ? percentageOf(row) : undefined;
    const metric = String(row['property']);
    return target === undefined || !METRIC.test(metric) ? [] : [[metric, target] as const];
  });
  const sla: Sla = {
    ...defined('freshness', first(FRESHNESS, durationOf)),
    ...defined('availability', first(AVAILABILITY, percentageOf)),
    ...(targets.length > 0 && { quality: Object.fromEntries(targets) }),
    ...defined('retention', first(RETENTION, durationOf)),
    ...defined('end_of_support', first(END_OF_SUPPORT, dateOf)),
    ...defined('end_of_life', first(END_OF_LIFE, dateOf)),
  };
  return Object.keys(sla).length > 0 ? sla : undefined;
}

const defined = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

/** `latency` or `freshness`, `availability` or `av`: the names under which the document came in. */
export function slaNames(slaProperties: unknown): Readonly<Record<string, string>> {
  const rows = listOf(slaProperties).filter(isMapping);
  const given = (names: readonly string[]): string | undefined => {
    const row = rows.find((each) => names.includes(nameOf(each)));
    return row && String(row['property']);
  };
  return Object.fromEntries(
    Object.entries(OUR_NAMES).flatMap(([field, { ours, known }]) => {
      const name = given(known);
      return name === undefined || name === ours ? [] : [[field, name]];
    }),
  );
}

/** A duration in one unit: the largest that holds it. */
function amount(duration: string): { value: number; unit: string } {
  const iso = parseDuration(duration) ?? 'PT0S';
  const [, value, unit] = /^P(?:T)?(\d+)([WDHMS])$/.exec(iso) ?? [];
  if (value !== undefined && unit !== undefined) return { value: Number(value), unit: unit.toLowerCase() };
  const whole = /^P(?:T)?(\d+)([DHMS])$/.exec(secondsToDuration(durationSeconds(iso)));
  if (whole) return { value: Number(whole[1]), unit: (whole[2] ?? 's').toLowerCase() };
  return { value: durationSeconds(iso), unit: 's' };
}

const percent = (value: string | number): Mapping => ({ value: parsePercentage(value) ?? 0, unit: 'percent' });

/** An SLA as rows of `slaProperties`; `names` are those under which they came in. */
export function writeSla(sla: Sla | undefined, names: Readonly<Record<string, string>> = {}): Mapping[] {
  const row = <T>(field: keyof typeof OUR_NAMES, value: T | undefined, told: (value: T) => Mapping): Mapping[] =>
    value === undefined ? [] : [{ property: names[field] ?? OUR_NAMES[field].ours, ...told(value) }];
  return [
    ...row('freshness', sla?.freshness, amount),
    ...row('availability', sla?.availability, percent),
    ...Object.entries(sla?.quality ?? {}).map(([property, target]) => ({ property, ...percent(target) })),
    ...row('retention', sla?.retention, amount),
    ...row('end_of_support', sla?.end_of_support, (value) => ({ value })),
    ...row('end_of_life', sla?.end_of_life, (value) => ({ value })),
  ];
}
