import { functionName, mappingsOf, nameOf, queryOf } from './ast.js';
import { MACRO, UNKNOWN } from './jinja/expression.js';
import { through, type ColumnOrigin, type Via } from './relations/origin.js';
import type { FoundColumn, Scope } from './scope.js';
import { isMapping, type Mapping } from '../values/json.js';

/** A column that an expression names. */
export interface Mention extends Omit<FoundColumn, 'known'> {
  readonly column: string;
}

/** Where an expression meets a subquery. */
export type OnQuery = (query: Mapping, scope: Scope) => readonly ColumnOrigin[];

/** What shows nothing of what goes in: hashes, counts (OpenLineage's `masking`). */
const MASKING =
  /^(md5\w*|sha\d?\w*|sha2_\w+|xxhash\w*|hash|farm_fingerprint|murmur\w*|crc32|count|count_if|countif|approx_count_distinct|approx_distinct|hmac\w*|mask\w*)$/;
const COMPARES =
  /^(=|==|<=>|<>|!=|<|>|<=|>=|~\*?|!~\*?|is|is not|in|not in|like|not like|ilike|not ilike|rlike|regexp|similar to|between|not between|and|or|xor|exists|not exists|is distinct from|is not distinct from)$/i;
/** The first argument decides, the others are the values. */
const CHOOSES = /^(if|iff|nvl2|decode)$/;
const OF_DATES = /(date|time|extract|trunc|interval|last_day|day|month|year|hour)/;
const PARTS =
  /^(year|quarter|month|week|isoweek|day|dayofweek|dayofyear|hour|minute|second|millisecond|microsecond|nanosecond|epoch|dow|doy)s?$/i;

/** The columns of an expression tree, each with what the expression makes of it. */
export function mentions(node: unknown, scope: Scope, onQuery: OnQuery): Mention[] {
  const found: Mention[] = [];
  new Walker(scope, onQuery, found).walk(node, 'identity', false);
  return found;
}

class Walker {
  constructor(
    private readonly scope: Scope,
    private readonly onQuery: OnQuery,
    private readonly found: Mention[],
  ) {}

  walk(node: unknown, via: Via, masking: boolean): void {
    if (Array.isArray(node)) return node.forEach((each) => this.walk(each, via, masking));
    if (!isMapping(node)) return;
    const query = queryOf(node);
    if (query) return this.query(query, via === 'identity' ? 'transformation' : via, masking);
    if (node['type'] === 'column_ref') return this.column(node, via, masking);
    if (node['type'] === 'star') return this.row(null);
    const inside = via === 'identity' ? 'transformation' : via;
    if (node['type'] === 'case') return this.case(node, inside, masking);
    if (node['type'] === 'aggr_func') return this.call(node, worse(inside, 'aggregation'), masking);
    if ('over' in node || node['type'] === 'function' || node['type'] === 'window_func')
      return this.call(node, inside, masking);
    if (isComparison(node)) return this.each(node, 'condition', masking);
    return this.each(node, inside, masking);
  }

  private each(node: Mapping, via: Via, masking: boolean): void {
    for (const [key, value] of Object.entries(node))
      if (key !== 'tableList' && key !== 'columnList') this.walk(value, via, masking);
  }

  private column(node: Mapping, via: Via, masking: boolean): void {
    const column = nameOf(node['column']);
    const table = nameOf(node['table']);
    if (column === null || column === UNKNOWN || column === MACRO) return;
    if (column === '*') return this.row(table);
    const found = table === null ? this.scope.unqualified(column) : this.scope.qualified(table, column);
    const { alias, origins } = found;
    if (table === null && this.scope.isRow(column)) this.row(column);
    this.scope.uses.mention(node, column, found.known ? origins : null);
    this.found.push({ alias, column, origins: origins.map((each) => through(each, via, masking)) });
  }

  /** A row as a value: `to_json(t)`, `hash(t.*)`. */
  private row(alias: string | null): void {
    for (const source of this.scope.sources)
      if (alias === null || source.alias.toLowerCase() === alias.toLowerCase()) this.scope.uses.all(source.shape.rest);
  }

  private query(query: Mapping, via: Via, masking: boolean): void {
    const origins = this.onQuery(query, this.scope);
    this.found.push({ alias: null, column: '', origins: origins.map((each) => through(each, via, masking)) });
  }

  private case(node: Mapping, via: Via, masking: boolean): void {
    this.walk(node['expr'], 'condition', masking);
    for (const each of mappingsOf(node['args'])) {
      this.walk(each['cond'], 'condition', masking);
      this.walk(each['result'], via, masking);
    }
  }

  private call(node: Mapping, via: Via, masking: boolean): void {
    const name = functionName(node);
    const { over, args, name: _name, ...rest } = node;
    const hides = masking || MASKING.test(name);
    this.walk(over, 'condition', masking);
    const values = argumentsOf(args)
      .filter((each) => !(OF_DATES.test(name) && isDatePart(each)))
      .filter((each) => !(COUNTS.test(name) && isAllRows(each)));
    values.forEach((value, index) => this.walk(value, CHOOSES.test(name) && index === 0 ? 'condition' : via, hides));
    this.each(rest, 'condition', masking);
  }
}

const COUNTS = /^count(_if|if)?$/;
/** `count(*)` counts rows, whatever is in them. */
const isAllRows = (node: unknown): boolean => {
  if (!isMapping(node)) return false;
  return node['type'] === 'star' || nameOf(node['column']) === '*' || isAllRows(node['expr']);
};

const worse = (via: Via, than: Via): Via => (via === 'condition' ? via : than);

function argumentsOf(args: unknown): readonly unknown[] {
  if (!isMapping(args)) return Array.isArray(args) ? (args as unknown[]) : [];
  return args['type'] === 'expr_list' && Array.isArray(args['value']) ? (args['value'] as unknown[]) : [args];
}

const isDatePart = (node: unknown): boolean =>
  isMapping(node) &&
  node['type'] === 'column_ref' &&
  node['table'] === null &&
  PARTS.test(nameOf(node['column']) ?? '');

const isComparison = (node: Mapping): boolean =>
  (node['type'] === 'binary_expr' || node['type'] === 'unary_expr') && COMPARES.test(String(node['operator']))
    ? true
    : node['type'] === 'unary_expr' && /^(not|!)$/i.test(String(node['operator']));
