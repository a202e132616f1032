import type { CompiledSla } from '../../artifact.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/values.js';
import { isMapping } from '../../document/shape.js';
import { durationSeconds, secondsToDuration } from '../../duration.js';
import { parsePercentage } from '../../percentage.js';

const SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, sec: 1, second: 1, seconds: 1, m: 60, min: 60, minute: 60, minutes: 60 },
  ...{ h: 3600, hour: 3600, hours: 3600, d: 86_400, day: 86_400, days: 86_400, w: 604_800, week: 604_800 },
  ...{ weeks: 604_800, y: 31_536_000, yr: 31_536_000, year: 31_536_000, years: 31_536_000 },
};

/** The standard's names, and their two letters. */
const MEANING: Readonly<Record<string, 'freshness' | 'availability' | 'retention' | 'endOfSupport' | 'endOfLife'>> = {
  ...{
    latency: 'freshness',
    freshness: 'freshness',
    ly: 'freshness',
    availability: 'availability',
    av: 'availability',
  },
  ...{ retention: 'retention', re: 'retention', endofsupport: 'endOfSupport', es: 'endOfSupport' },
  ...{ endoflife: 'endOfLife', el: 'endOfLife' },
};
const QUALITY = new Set(['completeness', 'accuracy', 'uniqueness', 'validity', 'consistency', 'conformity']);

interface Row {
  readonly property: string;
  readonly value: unknown;
  readonly unit: string | null;
}

function duration({ value, unit }: Row): string | null {
  const [amount, of] = [Number(value), SECONDS[(unit ?? 's').toLowerCase()]];
  return Number.isFinite(amount) && of !== undefined ? secondsToDuration(amount * of) : null;
}

const percentage = ({ value }: Row): number | null =>
  typeof value === 'number' || typeof value === 'string' ? parsePercentage(value) : null;

/** `slaProperties` as an SLA; null where they promise nothing that our model holds. */
export function slaOf(properties: unknown): CompiledSla | null {
  const rows = listOf(properties)
    .filter(isMapping)
    .map((each): Row => {
      const { property, value, unit } = mappingOf(each);
      return { property: String(property).toLowerCase(), value, unit: textOf(unit) };
    });
  const find = (meaning: string): Row | undefined => rows.find(({ property }) => MEANING[property] === meaning);
  const [fresh, available, retained] = ['freshness', 'availability', 'retention'].map(find);
  const dates = (['endOfSupport', 'endOfLife'] as const).flatMap((name) => {
    const value = textOf(find(name)?.value);
    return value === null ? [] : [[name, value] as const];
  });
  const quality = rows.flatMap((row) => {
    const target = QUALITY.has(row.property) ? percentage(row) : null;
    return target === null ? [] : [{ metric: row.property, target }];
  });
  const retention = retained && duration(retained);
  const sla: CompiledSla = {
    freshness: fresh ? duration(fresh) : null,
    availability: available ? percentage(available) : null,
    quality,
    ...(retention && { retention }),
    ...Object.fromEntries(dates),
  };
  const says =
    sla.freshness !== null || sla.availability !== null || quality.length > 0 || retention || dates.length > 0;
  return says ? sla : null;
}

/** An SLA as `slaProperties`: durations in the largest unit that holds them whole. */
export function slaProperties(sla: CompiledSla | null): Record<string, unknown>[] {
  if (!sla) return [];
  const row = (property: string, iso: string): Record<string, unknown> => {
    const seconds = durationSeconds(iso);
    const [unit, size] = (
      [
        ['d', 86_400],
        ['h', 3600],
        ['m', 60],
      ] as const
    ).find(([, each]) => seconds % each === 0) ?? ['s', 1];
    return { property, value: seconds / size, unit };
  };
  return [
    ...(sla.freshness ? [row('latency', sla.freshness)] : []),
    ...(sla.availability === null ? [] : [{ property: 'availability', value: sla.availability, unit: 'percent' }]),
    ...sla.quality.map(({ metric, target }) => ({ property: metric, value: target, unit: 'percent' })),
    ...(sla.retention ? [row('retention', sla.retention)] : []),
    ...(sla.endOfSupport ? [{ property: 'endOfSupport', value: sla.endOfSupport }] : []),
    ...(sla.endOfLife ? [{ property: 'endOfLife', value: sla.endOfLife }] : []),
  ];
}
