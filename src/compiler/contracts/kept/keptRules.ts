import type { CompiledQualityRule } from '../../artifact.js';
import type { Mapping } from '../../values/json.js';

/** How a rule is measured; what else it says describes it. */
const MEASURES = [
  ...['metric', 'rule', 'query', 'engine', 'implementation', 'arguments', 'unit', 'method'],
  ...['schedule', 'scheduler'],
];

const isOperator = (key: string): boolean => /^must(Not)?Be/.test(key);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Its id, its name, or what it measures. */
const nameOf = ({ id, name, metric, rule, dimension, type }: Mapping): string =>
  text(id) ??
  text(name) ??
  text(metric) ??
  text(rule) ??
  [text(type) ?? 'rule', text(dimension) ?? ''].join(' ').trim();

function ruleOf(rule: Mapping, key: string): CompiledQualityRule {
  const operator = Object.keys(rule).find(isOperator) ?? null;
  const measure = Object.fromEntries(MEASURES.filter((each) => each in rule).map((each) => [each, rule[each]]));
  const type = text(rule['type']) ?? (rule['metric'] === undefined ? 'text' : 'library');
  return { key, type, measure, operator, threshold: operator === null ? null : rule[operator] };
}

export interface KeptRule {
  readonly rule: CompiledQualityRule;
  /** What it says of itself beside. */
  readonly said: Mapping;
}

/** The rules of quality that a document states, each under a key of its own. */
export function keptRules(rules: readonly Mapping[]): KeptRule[] {
  const taken = new Map<string, number>();
  return rules.map((each) => {
    const name = nameOf(each);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const said = Object.entries(each).filter(([key]) => key !== 'type' && !MEASURES.includes(key) && !isOperator(key));
    return { rule: ruleOf(each, count === 1 ? name : `${name}#${count}`), said: Object.fromEntries(said) };
  });
}
