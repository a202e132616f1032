import { mentions, type Mention, type OnQuery } from './expressions.js';
import { nameOf } from './ast.js';
import type { Scope } from './scope.js';
import type { SqlCondition, SqlOperand } from './sqlReading.js';
import { isMapping, type Mapping } from '../values/json.js';

const NOTHING: SqlOperand = { columns: [], plain: false };

/** The conditions of an ON or WHERE that hold together, `between` as its two halves. */
export function conditionsOf(node: unknown, scope: Scope, onQuery: OnQuery): SqlCondition[] {
  if (!isMapping(node)) return [];
  const operand = (of: unknown): SqlOperand => operandOf(of, mentions(of, scope, onQuery));
  const operator = typeof node['operator'] === 'string' ? node['operator'].toUpperCase() : '';
  if (node['type'] !== 'binary_expr') return [{ operator: operator || 'OTHER', left: operand(node), right: NOTHING }];
  const { left, right } = node;
  if (operator === 'AND') return [...conditionsOf(left, scope, onQuery), ...conditionsOf(right, scope, onQuery)];
  if (operator === 'OR') return [{ operator, left: operand(node), right: NOTHING }];
  const bounds = isMapping(right) && Array.isArray(right['value']) ? (right['value'] as unknown[]) : [];
  if (operator === 'BETWEEN' && bounds.length === 2)
    return ['>=', '<='].map((half, index) => ({ operator: half, left: operand(left), right: operand(bounds[index]) }));
  return [{ operator, left: operand(left), right: operand(right) }];
}

function operandOf(node: unknown, found: readonly Mention[]): SqlOperand {
  const columns = found.map(({ alias, column, origins }) => ({ alias, column, origins }));
  return { columns, plain: isMapping(node) && isPlain(node) };
}

const isPlain = (node: Mapping): boolean => {
  if (node['type'] === 'column_ref') return true;
  return node['type'] === 'cast' && isMapping(node['expr']) && isPlain(node['expr']);
};

/** `using (a, b)`: the same column on both sides. */
export function usingConditions(using: unknown, joined: string, scope: Scope): SqlCondition[] {
  if (!Array.isArray(using)) return [];
  return (using as unknown[]).flatMap((each) => {
    const column = nameOf(each);
    if (column === null) return [];
    const right = { alias: joined, column, origins: scope.qualified(joined, column).origins };
    const left = scope.sources
      .filter(({ alias }) => alias !== joined)
      .map(({ alias }) => ({ alias, column, origins: scope.qualified(alias, column).origins }));
    return [{ operator: '=', left: { columns: left, plain: true }, right: { columns: [right], plain: true } }];
  });
}
