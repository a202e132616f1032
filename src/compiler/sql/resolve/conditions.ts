import type { SqlColumn, SqlCondition, SqlOperand } from './sqlReading.js';
import { expressionOf, namesOf } from './ast.js';
import { mentions, type Around, type Mention } from './expressions.js';
import type { Scope } from './scope.js';

const NOTHING: SqlOperand = { columns: [], plain: false };

const OPERATORS: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  null_safe_eq: '<=>',
  null_safe_neq: 'IS DISTINCT FROM',
  like: 'LIKE',
  i_like: 'ILIKE',
  is: 'IS',
  is_null: 'IS',
  in: 'IN',
};

/** The conditions of an ON or WHERE that hold together, `between` as its two halves. */
export function conditionsOf(node: unknown, scope: Scope, around: Around): SqlCondition[] {
  const expression = expressionOf(node);
  if (!expression) return [];
  const { kind, body } = expression;
  const operand = (of: unknown): SqlOperand => operandOf(of, mentions(of, scope, around));
  if (kind === 'paren') return conditionsOf(body['this'], scope, around);
  if (kind === 'and')
    return [...conditionsOf(body['left'], scope, around), ...conditionsOf(body['right'], scope, around)];
  if (kind === 'or') return [{ operator: 'OR', left: operand(node), right: NOTHING }];
  if (kind === 'between' && body['not'] !== true)
    return [
      { operator: '>=', left: operand(body['this']), right: operand(body['low']) },
      { operator: '<=', left: operand(body['this']), right: operand(body['high']) },
    ];
  const operator = OPERATORS[kind];
  if (operator === undefined) return [{ operator: 'OTHER', left: operand(node), right: NOTHING }];
  const right = body['right'] ?? body['query'] ?? body['expressions'];
  return [
    { operator: negated(operator, body['not']), left: operand(body['left'] ?? body['this']), right: operand(right) },
  ];
}

const negated = (operator: string, not: unknown): string => {
  if (not !== true) return operator;
  return operator === 'IS' ? 'IS NOT' : `NOT ${operator}`;
};

function operandOf(node: unknown, found: readonly Mention[]): SqlOperand {
  const columns = found
    .filter(({ column }) => column !== '' || node !== undefined)
    .map(({ alias, column, origins }) => ({ alias, column, origins }));
  return { columns, plain: isPlain(node) };
}

const isPlain = (node: unknown): boolean => {
  const expression = expressionOf(node);
  if (!expression) return false;
  if (expression.kind === 'column') return true;
  return /^(cast|try_cast|safe_cast|paren)$/.test(expression.kind) && isPlain(expression.body['this']);
};

/** `using (a, b)`: the same column on both sides. */
export function usingConditions(using: unknown, joined: string, scope: Scope): SqlCondition[] {
  return namesOf(using).map((column) => {
    const at = scope.sources.findIndex(({ alias }) => alias === joined);
    const left = scope.sources.slice(0, Math.max(at, 1)).map(({ alias }) => sideOf(alias, column, scope));
    const right = sideOf(joined, column, scope);
    // Of several tables on the left one has it, and which one is not said.
    for (const side of [...left, right])
      scope.uses.mention({}, column, side === right || left.length === 1 ? side.origins : null, false);
    return { operator: '=', left: { columns: left, plain: true }, right: { columns: [right], plain: true } };
  });
}

const sideOf = (alias: string, column: string, scope: Scope): SqlColumn => ({
  alias,
  column,
  origins: scope.meaning([alias, column]).origins,
});
