import type { ChangeRule } from '../../changes/index.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

interface Told {
  readonly rule: ChangeRule;
  readonly reverse?: true;
}

/** Service levels of the standard, with their two letters: of these less is more. */
const LESS_IS_MORE = [
  ...['latency', 'ly', 'freshness', 'frequency', 'fy', 'timetodetect', 'td', 'timetonotify', 'tn'],
  ...['timetorepair', 'tr', 'errorrate', 'er'],
];
const MORE_IS_MORE = ['availability', 'av', 'throughput', 'th', 'retention', 're'];
const COMES_LATER = ['generalavailability', 'ga'];
const ENDS = ['endofsupport', 'es', 'endoflife', 'el'];

const units = (names: string, seconds: number) => names.split(' ').map((name) => [name, seconds] as const);
/** Seconds of a unit of time. */
const SECONDS: Readonly<Record<string, number>> = lookup(
  Object.fromEntries([
    ...units('s sec second seconds', 1),
    ...units('m min minute minutes', 60),
    ...units('h hr hour hours', 3600),
    ...units('d day days', 86_400),
    ...units('w wk week weeks', 604_800),
    ...units('mo month months', 2_592_000),
    ...units('q quarter quarters', 7_776_000),
    ...units('y yr year years', 31_536_000),
  ]),
);

const unitOf = ({ unit }: Mapping): string => (typeof unit === 'string' ? unit.toLowerCase() : '');

/** The amount of a row in one unit, with what it is measured in. */
function amountOf(row: Mapping): { amount: number; measure: string } | null {
  const { value } = row;
  const text = typeof value === 'string' ? value.trim().replace(/%$/, '') : value;
  const amount = text === '' || text === null || typeof text === 'boolean' ? NaN : Number(text);
  if (!Number.isFinite(amount)) return null;
  const [unit, seconds] = [unitOf(row), SECONDS[unitOf(row)]];
  return seconds === undefined ? { amount, measure: unit } : { amount: amount * seconds, measure: 'seconds' };
}

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);

const byWay = (isMore: boolean): Told => ({ rule: isMore ? 'sla_tightened' : 'sla_loosened' });

function datesRule(name: string, before: string, after: string): Told {
  const later = after > before;
  if (COMES_LATER.includes(name)) return byWay(!later);
  if (!ENDS.includes(name)) return { rule: 'promise_changed' };
  return later ? { rule: 'eol_earlier', reverse: true } : { rule: 'eol_earlier' };
}

/** What a change of the value or the unit of a service level is; what cannot be compared is told, not judged. */
export function slaRule(property: string, before: Mapping, after: Mapping): Told {
  const name = property.toLowerCase().replace(/#\d+$/, '');
  if (isDate(before['value']) && isDate(after['value'])) return datesRule(name, before['value'], after['value']);
  const [was, is] = [amountOf(before), amountOf(after)];
  if (!was || !is || was.measure !== is.measure) return { rule: 'promise_changed' };
  if (was.amount === is.amount) return { rule: 'sla_unit' };
  if (LESS_IS_MORE.includes(name)) return byWay(is.amount < was.amount);
  return MORE_IS_MORE.includes(name) ? byWay(is.amount > was.amount) : { rule: 'promise_changed' };
}
