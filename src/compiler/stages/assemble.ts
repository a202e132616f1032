import type { Diagnostic } from '../diagnostic.js';
import type { Check, OnStage, Stage } from '../result.js';
import type { Line } from '../rules/rule/rule.js';
import { closingLine } from './closing.js';
import { stagePlans, type Part, type StagePlan } from './plan.js';
import type { Organization } from '../artifact.js';
import { compareText } from '../values/compareText.js';

/** The lines of a part; null for one that was not reached. Asked once for each part, in the order of the stages. */
export type LinesOf = (part: Part) => readonly Line[] | null;

export interface Assembled {
  readonly failed: boolean;
  readonly stages: readonly Stage[];
  /** Sorted by stage, document, position, code. */
  readonly diagnostics: readonly Diagnostic[];
  readonly closing: string | null;
}

/** Puts the lines of the parts into the stages of an organization; `onStage` hears of each stage as it ends. */
export function assemble(organization: Organization, linesOf: LinesOf, onStage: OnStage): Assembled {
  const plans = stagePlans[organization];
  const errors = new Map<Part, number>();
  const failed = (): boolean => [...errors.values()].some((count) => count > 0);
  const counted: LinesOf = (part) => {
    const lines = linesOf(part);
    errors.set(part, (lines ?? []).filter(({ ok }) => !ok).length);
    return lines;
  };
  const stages = plans.map((plan, index) => {
    const stage = { index: index + 1, of: plans.length, title: plan.title, ...outcomeOf(plan, counted, failed) };
    onStage(stage);
    return stage;
  });
  const diagnostics = stages.flatMap(({ checks }) =>
    checks.flatMap(({ diagnostic }) => diagnostic ?? []).sort(byPlace),
  );
  return { failed: failed(), stages, diagnostics, closing: closingLine(errors) };
}

function outcomeOf({ parts }: StagePlan, linesOf: LinesOf, failed: () => boolean): Pick<Stage, 'status' | 'checks'> {
  if (parts.includes('verdict')) return { status: failed() ? 'failed' : 'passed', checks: [] };
  const reached = parts.map(linesOf).filter((lines) => lines !== null);
  if (reached.length === 0) return { status: 'skipped', checks: [] };
  const checks = reached.flat().map(checkOf);
  return { status: checks.some(({ ok }) => !ok) ? 'failed' : 'passed', checks };
}

const checkOf = ({ ok, message, depth, diagnostic }: Line): Check => ({
  ok,
  message,
  depth,
  ...(diagnostic && { diagnostic }),
});

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [here, there] = [a.location, b.location];
  return (
    compareText(here?.file ?? '', there?.file ?? '') ||
    (here?.line ?? 0) - (there?.line ?? 0) ||
    (here?.column ?? 0) - (there?.column ?? 0) ||
    compareText(a.code, b.code)
  );
}
