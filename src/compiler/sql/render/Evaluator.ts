import { callOf, partsOf, type CallText } from '../jinja/callText.js';
import type { SqlRelation } from '../relations/relation.js';
import { versionName } from '../../document/dbt/project/versionName.js';
import { Refusal } from './Refusal.js';
import { itemsOf, splitAt } from './splitAt.js';

/** What an expression of Jinja is, as far as models are rendered here; null is `none`. */
export type Value = string | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;
export type Scope = Map<string, Value>;

/** What a model's expressions may ask of where it runs. */
export interface RenderContext {
  /** The name of a table in SQL; null: there is none here. */
  readonly relation: (relation: SqlRelation) => string | null;
  /** `{{ this }}`, in SQL. */
  readonly self: string;
  /** `is_incremental()` */
  readonly isIncremental: boolean;
  /** `var('name')` */
  readonly variables: ReadonlyMap<string, Value>;
}

/** Writes one of the project's own macros out; undefined where a call is of none. */
type CallMacro = (text: string, call: CallText, scope: Scope) => string | undefined;

const TEXT = /^(?:'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)")$/;
const WORDS: Readonly<Record<string, Value>> = { true: true, false: false, none: null };
const ENTRY = /^(\w+)\s*(?:\.\s*get\s*\(\s*(['"])(\w+)\2\s*\)|\[\s*(['"])(\w+)\4\s*\]|\.\s*(\w+))$/;
const FILTERS: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
};
const COMPARED = /==|!=/y;
const word = (name: string): RegExp => new RegExp(String.raw`(?<=[\s)])${name}(?=[\s(])`, 'y');
const [IF, ELSE, OR, AND, IN, NOT_IN, IS] = ['if', 'else', 'or', 'and', 'in', String.raw`not\s+in`, 'is'].map(word) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
  RegExp,
  RegExp,
  RegExp,
];
const DEEPEST = 30;

const isTrue = (value: Value): boolean =>
  Array.isArray(value) ? value.length > 0 : value instanceof Map ? value.size > 0 : Boolean(value);

/** A value as Jinja writes it. Throws Refusal for what is no text. */
export function written(value: Value, text: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  throw new Refusal(`\`${text}\` is no text`);
}

/** Expressions of Jinja: literals, variables, conditions, a few filters, and what a context tells. All else is refused. */
export class Evaluator {
  private depth = 0;

  constructor(
    private readonly context: RenderContext,
    private readonly callMacro: CallMacro,
  ) {}

  /** Throws Refusal for what is not known here. */
  value(expression: string, scope: Scope): Value {
    const text = expression.trim();
    if (++this.depth > DEEPEST) throw new Refusal(`\`${text}\` is nested too deeply`);
    try {
      return this.chosen(text, scope);
    } finally {
      this.depth--;
    }
  }

  /** Whether a condition holds. Throws Refusal for what is not known here. */
  holds(condition: string, scope: Scope): boolean {
    return isTrue(this.value(condition, scope));
  }

  /** `a if b else c` */
  private chosen(text: string, scope: Scope): Value {
    const split = splitAt(text, IF);
    if (!split) return this.either(text, scope);
    const [then, , rest] = split;
    const [condition, , otherwise] = splitAt(rest, ELSE) ?? [rest, '', "''"];
    return this.value(this.holds(condition, scope) ? then : otherwise, scope);
  }

  /** `a or b`, `a and b`, `not a`, `a == b`, `a in b`, `a is none`, `a ~ b`, `a | filter` */
  private either(text: string, scope: Scope): Value {
    const or = splitAt(text, OR);
    if (or) return this.holds(or[0], scope) || this.holds(or[2], scope);
    const and = splitAt(text, AND);
    if (and) return this.holds(and[0], scope) && this.holds(and[2], scope);
    const not = /^not\s+([^]+)$|^not(\([^]*\))$/.exec(text);
    if (not) return !this.holds(not[1] ?? not[2] ?? '', scope);
    const compared = splitAt(text, COMPARED);
    if (compared) return (this.value(compared[0], scope) === this.value(compared[2], scope)) === (compared[1] === '==');
    const among = splitAt(text, NOT_IN) ?? splitAt(text, IN);
    if (among) return this.isAmong(among[0], among[2], scope) === (among[1] === 'in');
    const is = splitAt(text, IS);
    if (is) return this.isSo(is[0], is[2], scope);
    return this.joined(text, scope);
  }

  private isAmong(item: string, list: string, scope: Scope): boolean {
    const items = this.value(list, scope);
    if (!Array.isArray(items)) throw new Refusal(`\`${list}\` is no list`);
    return items.includes(this.value(item, scope));
  }

  private isSo(item: string, what: string, scope: Scope): boolean {
    const [, not, test = ''] = /^(not\s+)?(\w+)$/.exec(what) ?? [];
    if (test.toLowerCase() === 'none') return (this.value(item, scope) === null) === (not === undefined);
    if (test === 'defined') return scope.has(item) === (not === undefined);
    throw new Refusal(`\`is ${what}\` is not known`);
  }

  private joined(text: string, scope: Scope): Value {
    const parts = text.includes('~') ? partsOf(text, '~') : null;
    if (parts && parts.length > 1) return parts.map((each) => written(this.value(each, scope), each.trim())).join('');
    const piped = text.includes('|') ? partsOf(text, '|') : null;
    if (!piped || piped.length < 2) return this.plain(text, scope);
    const [first = '', ...filters] = piped;
    return filters.reduce<Value>(
      (value, filter) => this.filtered(value, filter.trim(), first, scope),
      this.value(first, scope),
    );
  }

  private filtered(value: Value, filter: string, text: string, scope: Scope): Value {
    const call = callOf(filter.endsWith(')') ? filter : `${filter}()`);
    const name = call?.name ?? '';
    if (name === 'join' && Array.isArray(value)) {
      const between = call?.arguments[0] ? written(this.value(call.arguments[0].text, scope), filter) : '';
      return value.map((each: Value) => written(each, text)).join(between);
    }
    if (name === 'length' && Array.isArray(value)) return value.length;
    const known = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (!known || call?.arguments.length) throw new Refusal(`The filter \`${filter}\` is not known`);
    return known(written(value, text));
  }

  private plain(text: string, scope: Scope): Value {
    const quoted = TEXT.exec(text);
    if (quoted)
      return (quoted[1] ?? quoted[2] ?? '').replace(/\\([^])/g, (_, char: string) => (char === 'n' ? '\n' : char));
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    if (Object.hasOwn(WORDS, text.toLowerCase())) return WORDS[text.toLowerCase()] ?? null;
    if (scope.has(text)) return scope.get(text) ?? null;
    if (text === 'this') return this.context.self;
    if (/^[[({]/.test(text)) return this.collection(text, scope);
    const entry = this.entry(text, scope);
    if (entry !== undefined) return entry;
    const call = callOf(text);
    return this.called(text, call, scope);
  }

  private collection(text: string, scope: Scope): Value {
    const items = itemsOf(text.slice(1, -1));
    const closes = { '[': ']', '(': ')', '{': '}' }[text[0] ?? ''];
    if (!items || text.at(-1) !== closes) throw new Refusal(`\`${text}\` cannot be read`);
    if (text.startsWith('(') && items.length === 1 && !/,\s*\)$/.test(text)) return this.value(items[0] ?? '', scope);
    if (!text.startsWith('{')) return items.map((each) => this.value(each, scope));
    return new Map(
      items.map((each) => {
        const [key = '', ...value] = partsOf(each, ':') ?? [];
        return [written(this.value(key, scope), key), this.value(value.join(':'), scope)];
      }),
    );
  }

  private entry(text: string, scope: Scope): Value | undefined {
    const [, name = '', , got, , key, member] = ENTRY.exec(text) ?? [];
    const map = scope.get(name);
    if (!(map instanceof Map)) return undefined;
    return (map.get(got ?? key ?? member ?? '') as Value | undefined) ?? null;
  }

  private called(text: string, call: CallText | null, scope: Scope): Value {
    if (call?.name === 'is_incremental' && call.arguments.length === 0) return this.context.isIncremental;
    if (call?.name === 'var') return this.variable(call, scope);
    if (call?.name === 'ref' || call?.name === 'source') return this.relation(text, call, scope);
    const macro = this.callMacro(text, call ?? { name: '', arguments: [] }, scope);
    if (macro === undefined) throw new Refusal(`\`${text}\` is not known`);
    return macro;
  }

  private variable({ arguments: [name, otherwise] }: CallText, scope: Scope): Value {
    const asked = name ? written(this.value(name.text, scope), name.text) : '';
    const set = this.context.variables.get(asked);
    if (set !== undefined) return set;
    if (!otherwise) throw new Refusal(`\`var('${asked}')\` has no value: set it in dbt_project.yml or by --vars`);
    return this.value(otherwise.text, scope);
  }

  private relation(text: string, call: CallText, scope: Scope): string {
    const texts = call.arguments
      .filter(({ name }) => name === null)
      .map((each) => written(this.value(each.text, scope), each.text));
    const version = call.arguments.find(({ name }) => name === 'v' || name === 'version');
    const [first = '', second] = texts;
    const named = version ? written(this.value(version.text, scope), version.text) : null;
    const relation: SqlRelation =
      call.name === 'source'
        ? { kind: 'source', source: first, name: second ?? '' }
        : { kind: 'ref', package: second === undefined ? null : first, name: versionName(second ?? first, named) };
    const found = this.context.relation(relation);
    if (found === null) throw new Refusal(`\`${text}\` is nothing that is run here`);
    return found;
  }
}
