import type { Diagnostic } from '../diagnostic.js';
import type { Check, Organization, Stage } from '../result.js';
import type { Line } from '../rules/rule.js';
import { closingLine } from './closing.js';
import { stagePlans, type Part, type StagePlan } from './plan.js';

/** The lines of each part that ran; a part that is absent was not reached. */
export type Parts = ReadonlyMap<Part, readonly Line[]>;

export interface Assembled {
  readonly failed: boolean;
  readonly stages: readonly Stage[];
  /** Sorted by stage, document, position, code. */
  readonly diagnostics: readonly Diagnostic[];
  readonly closing: string | null;
}

/** Puts the lines of the parts into the stages of an organization. */
export function assemble(organization: Organization, parts: Parts): Assembled {
  const plans = stagePlans[organization];
  const errors = new Map([...parts].map(([part, lines]) => [part, lines.filter(({ ok }) => !ok).length]));
  const failed = [...errors.values()].some((count) => count > 0);
  const stages = plans.map((plan, index) => stageOf(plan, index + 1, plans.length, parts, failed));
  const diagnostics = stages.flatMap(({ checks }) =>
    checks.flatMap(({ diagnostic }) => diagnostic ?? []).sort(byPlace),
  );
  return { failed, stages, diagnostics, closing: closingLine(errors) };
}

function stageOf({ title, parts: names }: StagePlan, index: number, of: number, parts: Parts, failed: boolean): Stage {
  const position = { index, of, title };
  if (names.includes('verdict')) return { ...position, status: failed ? 'failed' : 'passed', checks: [] };
  const reached = names.filter((name) => parts.has(name));
  if (reached.length === 0) return { ...position, status: 'skipped', checks: [] };
  const checks = reached.flatMap((name) => (parts.get(name) ?? []).map(checkOf));
  return { ...position, status: checks.some(({ ok }) => !ok) ? 'failed' : 'passed', checks };
}

const checkOf = ({ ok, message, depth, diagnostic }: Line): Check => ({
  ...{ ok, message, depth },
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

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
