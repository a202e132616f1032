import type { SqlRelation } from '../relations/relation.js';

/** What a variable is known to be; null: unknown. */
export type Literal = string | number | boolean | SqlRelation | null | readonly Literal[];
export type Variables = Map<string, Literal>;

/** The placeholder of what cannot be told: a name of no column and no table. */
export const UNKNOWN = 'floe__unknown';
/** The placeholder of a macro's result. */
export const MACRO = 'floe__macro';

const TEXT = String.raw`(?:'([^']*)'|"([^"]*)")`;
const REF = new RegExp(
  String.raw`^(?:builtins\.)?ref\(\s*${TEXT}\s*(?:,\s*${TEXT}\s*)?(?:,\s*(?:v|version)\s*=[^,()]*)?\)$`,
);
const SOURCE = new RegExp(String.raw`^(?:builtins\.)?source\(\s*${TEXT}\s*,\s*${TEXT}\s*\)$`);
const STRING = new RegExp(`^${TEXT}$`);

/** `ref(...)` or `source(...)` and nothing else. */
function relationOf(text: string): SqlRelation | null {
  const ref = REF.exec(text);
  if (ref) {
    const [first = '', second] = [ref[1] ?? ref[2], ref[3] ?? ref[4]];
    return { kind: 'ref', package: second === undefined ? null : first, name: second ?? first };
  }
  const source = SOURCE.exec(text);
  return source && { kind: 'source', source: source[1] ?? source[2] ?? '', name: source[3] ?? source[4] ?? '' };
}

const LIST = /^[[(]([^]*)[\])]$/;
/** The items of a list of plain literals: what brackets more deeply is not taken apart. */
const ITEM = /\s*('[^']*'|"[^"]*"|[\w.+-]+)\s*(,|$)/y;

function itemsOf(text: string): string[] | null {
  const inside = LIST.exec(text)?.[1];
  if (inside === undefined) return null;
  const items: string[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < inside.trimEnd().length) {
    const item = ITEM.exec(inside);
    if (!item) return null;
    items.push(item[1] ?? '');
  }
  return items;
}

/** The value of an expression that is a literal, `ref`, `source`, a list of literals or a known variable. */
export function literalOf(text: string, variables: Variables): Literal {
  const string = STRING.exec(text);
  if (string) return string[1] ?? string[2] ?? '';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const relation = relationOf(text);
  if (relation) return relation;
  const items = itemsOf(text);
  return items ? items.map((item) => literalOf(item, variables)) : (variables.get(text) ?? null);
}

/** Macros that do something beside the SQL. */
const SILENT = /^(config|log|set_sql_header|return|print|do|dbt_utils\.group_by|group_by|enable_model|depends_on)\s*\(/;
const ALL_COLUMNS = /^(dbt_utils\.)?star\s*\(/;
const TYPE = /^([\w]+\.)?type_\w+\(\)$/;
const UNTIL_LAST = /^(['"])(.*)\1\s+if\s+not\s+loop\.last$/;
const CALL = /^[\w.]+\s*\(([^]*)\)$/;
/** They give values, not expressions over columns. */
const VALUES = /^(var|env_var|target|builtins|run_query|modules|adapter|dbt\.current_timestamp|current_timestamp)\b/;
const COLUMN = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/;

/** The SQL that stands for an expression. `partOfWord`: letters stand beside it. */
export function expressionSql(
  text: string,
  variables: Variables,
  partOfWord: boolean,
  named: (relation: SqlRelation) => string,
): string {
  const value = literalOf(text, variables);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value !== null && typeof value === 'object' && 'kind' in value) return named(value);
  if (SILENT.test(text)) return '';
  if (TYPE.test(text)) return 'varchar';
  const comma = UNTIL_LAST.exec(text);
  if (comma) return variables.get('loop.last') === true ? '' : (comma[2] ?? '');
  if (ALL_COLUMNS.test(text)) return text.includes('except') ? MACRO : '*';
  return partOfWord ? UNKNOWN : macroSql(text, variables);
}

/** What is known of dbt's own and dbt_utils' macros: they read the columns that they are given, and no others. */
const OF_THEIR_COLUMNS =
  /^(dbt_utils\.|dbt\.)?(generate_surrogate_key|surrogate_key|safe_add|safe_subtract|safe_divide|safe_cast|cast|concat|hash|dateadd|datediff|date_trunc|last_day|split_part|right|replace|length|position|any_value|bool_or|listagg|width_bucket)\s*\(/;
const PLAIN_ARGUMENT = /^\s*(?:[\w]+\s*=\s*)?(?:'[\w. :-]*'|"[\w. :-]*"|[\w.]+(?:\(\))?|-\d+)\s*$/;
const RUN = /^(this|invocation_id|run_started_at|loop)\b/;

/** Whether an expression's SQL shows every column that it reads. */
export function showsItsColumns(text: string, variables: Variables, partOfWord: boolean): boolean {
  if (literalOf(text, variables) !== null) return true;
  if (SILENT.test(text) || TYPE.test(text) || UNTIL_LAST.test(text)) return true;
  if (ALL_COLUMNS.test(text)) return !text.includes('except');
  if (partOfWord) return false;
  if (VALUES.test(text) || RUN.test(text)) return true;
  const inside = CALL.exec(text)?.[1];
  if (inside === undefined || !OF_THEIR_COLUMNS.test(text)) return false;
  return inside
    .replace(/[[\]]/g, '')
    .split(',')
    .every((each) => /^\s*$/.test(each) || PLAIN_ARGUMENT.test(each));
}

/** A macro's call as a call: what it names in quotes may be columns, as in `cents_to_dollars('amount')`. */
function macroSql(text: string, variables: Variables): string {
  const call = CALL.exec(text);
  if (!call || VALUES.test(text)) return UNKNOWN;
  const quoted = [...(call[1] ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  const passed = [...(call[1] ?? '').matchAll(/\b[A-Za-z_]\w*\b/g)].map(([name]) => variables.get(name));
  const columns = [...quoted, ...passed.flatMap((each) => each ?? [])].filter(
    (each): each is string => typeof each === 'string' && COLUMN.test(each),
  );
  return `${MACRO}(${[...new Set(columns)].join(', ')})`;
}
