import type { DbtCode } from '../../document/dbt/project/project.js';
import type { Choices } from './branches.js';
import { LOOSE, plainSql, type Loose, type PlainSql, type Writing } from './plainSql.js';

/** A template with one branch of each of its conditions: its SQL, in each way in which macros may fit; the first is read that can be. */
export type Branching = readonly PlainSql[];

/** A template in each way in which its branches may be taken. */
export interface Branchings {
  readonly texts: readonly Branching[];
  /** There are more ways than are looked at. */
  readonly isCut: boolean;
}

/** Four conditions that have nothing to do with each other. */
const MOST = 16;

/**
 * A template with its branches in every combination, those first that differ least from what is usual. What shares a
 * condition is taken together. Each text once, none without a word; empty where it grows out of all proportion.
 */
export function branchings(code: DbtCode): Branchings {
  const usual = new Map<string, number>();
  const texts = new Map<string, Branching>();
  const pending: Choices[] = [new Map()];
  for (const [at, choices] of pending.entries()) {
    if (at === MOST) return { texts: [...texts.values()], isCut: true };
    const plain = written(code, { choices, usual }, 'kept');
    if (!plain) return { texts: [...texts.values()], isCut: true };
    const loose = plain.isLoose ? LOOSE.slice(1).flatMap((each) => written(code, { choices, usual }, each) ?? []) : [];
    if (/\w/.test(plain.sql) && !texts.has(plain.sql)) texts.set(plain.sql, [plain, ...loose]);
    pending.push(...furtherChoices(choices, plain.met));
  }
  return { texts: [...texts.values()], isCut: false };
}

/** What else can be chosen of the conditions that come after those that are chosen. */
function furtherChoices(choices: Choices, met: ReadonlyMap<string, number>): Choices[] {
  const conditions = [...met];
  const last = Math.max(-1, ...conditions.map(([key], index) => (choices.has(key) ? index : -1)));
  return conditions
    .slice(last + 1)
    .flatMap(([key, count]) =>
      Array.from({ length: count - 1 }, (_, index) => new Map([...choices, [key, index + 1] as const])),
    );
}

const written = (
  { text, macros, package: own, versions }: DbtCode,
  { choices, usual }: Pick<Writing, 'choices' | 'usual'>,
  loose: Loose,
): PlainSql | null =>
  plainSql(text, {
    macros: macros ?? {},
    loose,
    package: own ?? null,
    versions: versions ?? new Set(),
    choices,
    usual,
  });
