import { literalOf, type Literal, type Variables } from './literals.js';
import { partsOf } from './callText.js';
import type { Branch, Node } from './tree.js';

/** Which branch each condition takes, counted from the one that is taken where nothing is said. */
export type Choices = ReadonlyMap<string, number>;

const ABOUT_A_RERUN = /\bis_incremental\s*\(/;
const NOT = /^not\s+/;

/** What an `if` may become, under a condition that it shares with others: `not x` is decided with `x`. */
interface Alternatives {
  readonly condition: string;
  readonly bodies: readonly (readonly Node[])[];
  /** Which is taken where nothing is said: the first that stands there, that of a full build where it is about that. */
  readonly usual: number;
}

export function alternatives(branches: readonly Branch[]): Alternatives {
  const otherwise = branches.find(({ condition }) => condition === null)?.body ?? [];
  const asked = branches.filter(({ condition }) => condition !== null);
  const [first, ...more] = asked;
  const text = first?.condition ?? '';
  if (!first || more.length > 0) {
    const condition = asked.map((each) => each.condition).join(' | ');
    return { condition, bodies: [...asked.map(({ body }) => body), otherwise], usual: 0 };
  }
  const isNegated = NOT.test(text);
  const condition = text.replace(NOT, '').replace(/^\(([^()]*|\w+\(\))\)$/, '$1');
  const [holds, fails] = isNegated ? [otherwise, first.body] : [first.body, otherwise];
  return { condition, bodies: [holds, fails], usual: ABOUT_A_RERUN.test(condition) || isNegated ? 1 : 0 };
}

/** The branch that is taken whatever the run: what stands in a loop over a list, what depends on literals; null: unknown. */
export function decidedBranch(branches: readonly Branch[], variables: Variables): readonly Node[] | null {
  for (const { condition, body } of branches) {
    const holds = condition === null ? true : truthOf(condition, variables);
    if (holds === null) return null;
    if (holds) return body;
  }
  return [];
}

/** Whether a condition holds; null where only a run can tell. */
function truthOf(text: string, variables: Variables): boolean | null {
  if (NOT.test(text)) {
    const inner = truthOf(text.replace(NOT, ''), variables);
    return inner === null ? null : !inner;
  }
  const value = literalOf(text, variables);
  if (typeof value === 'boolean') return value;
  const compared = /^([^=!<>]+?)\s*(==|!=)\s*([^=!<>]+)$/.exec(text);
  if (compared) return comparison(compared, variables);
  const listed = /^(.+?)\s+(not\s+)?in\s+(\S[^]*)$/.exec(text);
  return listed && membership(listed, variables);
}

const isPlain = (value: Literal): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function comparison([, one = '', sign, other = '']: RegExpExecArray, variables: Variables): boolean | null {
  if ([one, other].some((each) => (partsOf(each, ' ')?.length ?? 0) > 1 && !/^['"]/.test(each))) return null;
  const [left, right] = [literalOf(one, variables), literalOf(other, variables)];
  if (!isPlain(left) || !isPlain(right)) return null;
  return (left === right) === (sign === '==');
}

function membership([, item = '', not, list = '']: RegExpExecArray, variables: Variables): boolean | null {
  const [value, items] = [literalOf(item, variables), literalOf(list, variables)];
  if (!isPlain(value) || !Array.isArray(items) || !items.every(isPlain)) return null;
  return items.includes(value) === (not === undefined);
}
