import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a bench has measured: one number, a ratio of two sides of one run unless its budget says otherwise. */
export interface Measured {
  /** `<bench>.<measure>`, as bench/budget.json has it. */
  readonly name: string;
  /** Of the mesh, the project, or whatever the bench counts. */
  readonly size: number;
  readonly value: number;
}

/**
 * One line of bench/budget.json, named `<bench>.<measure>`, of which the worst of all sizes counts, or
 * `<bench>.<measure>@<size>`, which is asked of that size alone: what is measured, what it is to be, and the worst that is let pass. */
export type Budget = {
  readonly what: string;
  readonly target: number;
  /** What the last recorded run showed (`--record`). */
  readonly measured?: number;
} & (
  | { /** More is better; less than this is a fall. */ readonly floor: number }
  | { /** Less is better; more than this is a fall. */ readonly ceiling: number }
);

export type Budgets = Readonly<Record<string, Budget>>;

export const BUDGET_FILE = path.join(import.meta.dirname, 'budget.json');

/** bench/budget.json. */
export const readBudgets = (): Budgets => JSON.parse(readFileSync(BUDGET_FILE, 'utf8')) as Budgets;

/** Whether a value is at least as good as a limit, in the budget's direction. */
const reaches = (budget: Budget, value: number, limit: number): boolean =>
  'floor' in budget ? value >= limit : value <= limit;

const limitOf = (budget: Budget): number => ('floor' in budget ? budget.floor : budget.ceiling);

/** The worst of what was measured under this name, over its sizes; undefined where nothing was. */
function worst(budget: Budget, line: string, measured: readonly Measured[]): number | undefined {
  const [name, size] = line.split('@');
  const values = measured
    .filter((each) => each.name === name && (size === undefined || each.size === Number(size)))
    .map(({ value }) => value);
  if (values.length === 0) return undefined;
  return 'floor' in budget ? Math.min(...values) : Math.max(...values);
}

/** What one line of the budget comes to. */
export interface Verdict {
  readonly name: string;
  readonly what: string;
  readonly target: number;
  readonly limit: number;
  /** Whether more is better. */
  readonly upward: boolean;
  /** The worst of all sizes; undefined where the bench gave no such number, which is a fall too. */
  readonly value: number | undefined;
  readonly meetsTarget: boolean;
  readonly falls: boolean;
}

export const benchOf = (name: string): string => name.split('.')[0] ?? '';

/** Whether a line of the budget is asked of these benches, at the sizes that were measured. */
function isAsked(line: string, benches: readonly string[], measured: readonly Measured[]): boolean {
  const bench = benchOf(line);
  const [, size] = line.split('@');
  if (!benches.includes(bench)) return false;
  return size === undefined || measured.some((each) => benchOf(each.name) === bench && each.size === Number(size));
}

/** What was measured by these benches, against every line that the budget has of them. */
export function judge(budgets: Budgets, benches: readonly string[], measured: readonly Measured[]): Verdict[] {
  return Object.entries(budgets)
    .filter(([name]) => isAsked(name, benches, measured))
    .map(([name, budget]) => {
      const { what, target } = budget;
      const [value, limit] = [worst(budget, name, measured), limitOf(budget)];
      return {
        name,
        what,
        target,
        limit,
        upward: 'floor' in budget,
        value,
        meetsTarget: value !== undefined && reaches(budget, value, target),
        falls: value === undefined || !reaches(budget, value, limit),
      };
    });
}

/** A figure with three digits that count. */
export const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** The verdicts as a table. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ name, what, target, limit, upward, value, meetsTarget, falls }) => {
    const sign = upward ? '>=' : '<=';
    const state = falls ? 'fallen' : meetsTarget ? 'target met' : 'target missed';
    const shown = value === undefined ? 'not measured' : figure(value);
    return `| ${name} | ${what} | ${shown} | ${sign} ${target} | ${sign} ${limit} | ${state} |`;
  });
  return ['| measure | what | measured | target | let pass | |', '|---|---|--:|--:|--:|---|', ...rows].join('\n');
}

/** The budget with what was measured now in place of what was recorded before. */
export function recorded(budgets: Budgets, verdicts: readonly Verdict[]): Budgets {
  const now = new Map(verdicts.map(({ name, value }) => [name, value]));
  return Object.fromEntries(
    Object.entries(budgets).map(([name, budget]) => {
      const value = now.get(name);
      return [name, value === undefined ? budget : { ...budget, measured: Number(figure(value)) }];
    }),
  );
}
