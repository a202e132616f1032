import type { CompiledContractTerms, CompiledSla } from '../../artifact.js';
import { durationSeconds } from '../../values/duration.js';
import type { ChangeRule } from '../../changes/index.js';
import type { Change } from './change.js';
import { compareExtensions } from './compareExtensions.js';

type Terms = Pick<CompiledContractTerms, 'sla'>;

interface Promised {
  readonly path: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
  /** -1: it promises less than before, 1: more, 0: the same. */
  readonly way: -1 | 0 | 1;
  readonly less: ChangeRule;
  readonly more: ChangeRule;
}

/** -1 where it promises less than before, 1 where more, 0 where the same (1d is 24h). What is not stated promises nothing. */
function way(before: number | null, after: number | null, lessIsMore: boolean): -1 | 0 | 1 {
  if (before === after) return 0;
  if (before === null) return 1;
  if (after === null) return -1;
  return after < before === lessIsMore ? 1 : -1;
}

export const seconds = (duration: string | null | undefined): number | null =>
  duration ? durationSeconds(duration) : null;

const objective = { less: 'sla_loosened', more: 'sla_tightened' } as const;
const target = { less: 'quality_weaker', more: 'quality_added' } as const;

function promises(before: CompiledSla | null, after: CompiledSla | null): Promised[] {
  const [fresh, fresher] = [before?.freshness ?? null, after?.freshness ?? null];
  const [up, more] = [before?.availability ?? null, after?.availability ?? null];
  const [kept, longer] = [before?.retention ?? null, after?.retention ?? null];
  return [
    {
      path: 'freshness',
      before: fresh,
      after: fresher,
      way: way(seconds(fresh), seconds(fresher), true),
      ...objective,
    },
    { path: 'availability', before: up, after: more, way: way(up, more, false), ...objective },
    { path: 'retention', before: kept, after: longer, way: way(seconds(kept), seconds(longer), false), ...objective },
    ...qualityTargets(before, after),
  ];
}

function qualityTargets(before: CompiledSla | null, after: CompiledSla | null): Promised[] {
  const metrics = [...(before?.quality ?? []), ...(after?.quality ?? [])].map(({ metric }) => metric);
  return [...new Set(metrics)].sort().map((metric) => {
    const of = (sla: CompiledSla | null): number | null =>
      sla?.quality.find((each) => each.metric === metric)?.target ?? null;
    const [was, is] = [of(before), of(after)];
    return { path: `quality.${metric}`, before: was, after: is, way: way(was, is, false), ...target };
  });
}

/** What an SLA promises: each objective and target that promises more or less, or the same in another unit. */
export function compareSla({ sla: before }: Terms, { sla: after }: Terms): Change[] {
  const edits = [{ op: 'terms' as const, values: { sla: after } }];
  const told = promises(before, after).flatMap((each): Change[] => {
    const { less, more, ...rest } = each;
    if (rest.way === 0 && rest.before === rest.after) return [];
    const rule = rest.way === 0 ? 'sla_unit' : rest.way < 0 ? less : more;
    const kind = rest.way === 0 ? 'DESCRIPTION_CHANGED' : rest.way < 0 ? 'SLA_LOOSENED' : 'SLA_TIGHTENED';
    return [{ rule, kind, path: `sla.${rest.path}`, before: rest.before, after: rest.after, edits }];
  });
  return [...told, ...dates(before, after, edits), ...others(before, after, edits)];
}

/** An end that is set for the first time announces; one that was announced may be put off, not brought forward. */
function dates(before: CompiledSla | null, after: CompiledSla | null, edits: Change['edits']): Change[] {
  return (['endOfSupport', 'endOfLife'] as const).flatMap((field): Change[] => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (was === is) return [];
    const common = { path: `sla.${field}`, before: was, after: is, edits };
    if (was === null) return [{ ...common, rule: 'deprecated_set', kind: 'STATUS_CHANGED' }];
    // ISO 8601 dates sort as they follow each other.
    const later = is === null || is > was;
    return [
      {
        ...common,
        rule: 'eol_earlier',
        ...(later && { reverse: true as const }),
        kind: later ? 'SLA_TIGHTENED' : 'SLA_LOOSENED',
      },
    ];
  });
}

const others = (before: CompiledSla | null, after: CompiledSla | null, edits: Change['edits']): Change[] =>
  compareExtensions(before?.extensions, after?.extensions).map(({ key, ...each }) => ({
    ...each,
    path: `sla.${key}`,
    edits,
  }));
