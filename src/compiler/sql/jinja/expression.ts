import type { SqlRelation } from '../relations/relation.js';
import { callOf, type CallText } from './callText.js';
import { isRelation, literalOf, type Literal, type Variables } from './literals.js';
import { HASH_MACRO, KNOWN_MACRO, MACRO, THIS, UNKNOWN, VALUE } from './placeholders.js';

/** Macros that do something beside the SQL. */
const SILENT = /^(config|log|set_sql_header|return|print|do|dbt_utils\.group_by|group_by|enable_model|depends_on)\s*\(/;
const TYPE = /^([\w]+\.)?type_\w+\(\)$/;
const UNTIL_LAST = /^(['"])(.*)\1\s+if\s+not\s+loop\.last$/;
const CALL = /^[\w.]+\s*\(([^]*)\)$/;
/** They give values, not expressions over columns. */
const VALUES =
  /^(var|env_var|target|builtins|run_query|modules|dbt\.current_timestamp\w*|dbt_utils\.current_timestamp\w*|dbt_date\.\w+|current_timestamp\w*|run_started_at|invocation_id|this|model|flags|loop|dbt_version|execute)\b/;
/** A column's name, in the quotes of the warehouse. */
const QUOTED = /^adapter\s*\.\s*quote\s*\(\s*(['"])([A-Za-z_]\w*)\1\s*\)$/;
/** Their values are texts that somebody sets, the name of a column as well as a number. */
const SET_ELSEWHERE = /^(builtins\.)?(var|env_var)\b/;
const COLUMN = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/;
const HASHES =
  /^((dbt_utils|dbt|dbt_expectations|automate_dv|dbtvault|datavault4dbt|fivetran_utils)\.)?(generate_surrogate_key|surrogate_key|hash|hash_columns|hash_method|md5|sha\d*)$/;

/** The SQL that stands for an expression. `partOfWord`: letters stand beside it. */
export function expressionSql(
  text: string,
  variables: Variables,
  partOfWord: boolean,
  named: (relation: SqlRelation) => string,
): string {
  const value = literalOf(text, variables);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isRelation(value)) return named(value);
  if (SILENT.test(text)) return '';
  if (TYPE.test(text)) return 'varchar';
  const comma = UNTIL_LAST.exec(text);
  if (comma) return variables.get('loop.last') === true ? '' : (comma[2] ?? '');
  const whole = wholeSql(text, variables, named);
  if (whole !== null) return whole;
  if (text === 'this') return THIS;
  const quoted = QUOTED.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (/^adapter\b/.test(text)) return UNKNOWN;
  if (VALUES.test(text)) return VALUE;
  return partOfWord ? UNKNOWN : macroSql(text, variables);
}

/** Whether an expression that stands alone where a column can, `select {{ var('x', 'email') }} as y`, may name one. */
export function mayNameColumn(text: string, before: string, after: string): boolean {
  const isAlone = /(\bselect|\bdistinct|\bby|,|\(|\.)$/i.test(before) && /^\s*(,|\)|as\b|from\b|$)/i.test(after);
  if (!isAlone || !SET_ELSEWHERE.test(text)) return false;
  // What it is where nobody sets it shows what it is: a name, a number, a text in the quotes of SQL.
  const otherwise = literalOf(callOf(text)?.arguments[1]?.text ?? '', new Map());
  return typeof otherwise === 'string' && COLUMN.test(otherwise);
}

/** Macros whose SQL is known: they hand relations and their columns on. */
function wholeSql(text: string, variables: Variables, named: (relation: SqlRelation) => string): string | null {
  const call = callOf(text);
  const name = call && /^(?:dbt_utils\.)?(star|deduplicate|union_relations|date_spine)$/.exec(call.name)?.[1];
  if (!call || !name) return null;
  if (name === 'date_spine') return dateSpineSql(call, variables);
  if (name === 'star') return starSql(call, variables);
  if (name === 'deduplicate') return deduplicatedSql(call, variables, named);
  return unionSql(call, variables, named);
}

const argument = (call: CallText, name: string, position: number, variables: Variables): Literal | undefined => {
  const byPosition = call.arguments.filter((each) => each.name === null)[position];
  const found = call.arguments.find((each) => each.name === name) ?? byPosition;
  return found && literalOf(found.text, variables);
};

const isTexts = (value: Literal | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** dbt_utils' `date_spine(datepart='day', ...)`: one column, of nothing. */
function dateSpineSql(call: CallText, variables: Variables): string {
  const part = argument(call, 'datepart', 0, variables);
  return `select cast('2020-01-01' as date) as date_${typeof part === 'string' && COLUMN.test(part) ? part : 'day'}`;
}

/** dbt_utils' `star(from, except=[...], relation_alias='t')`. */
function starSql(call: CallText, variables: Variables): string | null {
  if (call.arguments.some(({ name }) => name === 'prefix' || name === 'suffix')) return null;
  const except = argument(call, 'except', 2, variables) ?? [];
  const alias = argument(call, 'relation_alias', 1, variables) ?? '';
  if (!isTexts(except) || typeof alias !== 'string' || !except.every((each) => COLUMN.test(each))) return null;
  const star = alias === '' ? '*' : `${alias}.*`;
  return except.length === 0 ? star : `${star} exclude (${except.join(', ')})`;
}

/** dbt_utils' `deduplicate(relation, partition_by, order_by)`: the relation's rows, some of them. */
function deduplicatedSql(
  call: CallText,
  variables: Variables,
  named: (relation: SqlRelation) => string,
): string | null {
  const relation = argument(call, 'relation', 0, variables);
  const by = [argument(call, 'partition_by', 1, variables), argument(call, 'order_by', 2, variables)];
  const table = isRelation(relation) ? named(relation) : cteName(call);
  if (table === null || !by.every((each) => typeof each === 'string' && /^[\w\s.,"]+$/.test(each))) return null;
  const [partition, order] = by as string[];
  const columns = `${partition}, ${order}`.replace(/\b(asc|desc|nulls|first|last)\b/gi, '');
  return `select * from ${table} where ${KNOWN_MACRO}(${columns}) is not null`;
}

/** A CTE that is handed over by its name. */
function cteName(call: CallText): string | null {
  const found = call.arguments.find(({ name }) => name === 'relation') ?? call.arguments[0];
  const name = /^['"]([A-Za-z_]\w*)['"]$/.exec(found?.text ?? '')?.[1];
  return name ?? null;
}

/** dbt_utils' `union_relations(relations=[...])`: columns by their names. */
function unionSql(call: CallText, variables: Variables, named: (relation: SqlRelation) => string): string | null {
  const relations = argument(call, 'relations', 0, variables);
  if (!Array.isArray(relations) || relations.length === 0 || !relations.every(isRelation)) return null;
  const [except, only] = [argument(call, 'exclude', 2, variables), argument(call, 'include', 3, variables)];
  if (only !== undefined && !isTexts(only)) return null;
  if (except !== undefined && !isTexts(except)) return null;
  const columns = only ? only.join(', ') : except && except.length > 0 ? `* exclude (${except.join(', ')})` : '*';
  const source = argument(call, 'source_column_name', 4, variables) ?? '_dbt_source_relation';
  const own = typeof source === 'string' && COLUMN.test(source) ? `, 'x' as ${source}` : '';
  return relations.map((each) => `(select ${columns}${own} from ${named(each)})`).join(' union all by name ');
}

/** What is known of dbt's own and dbt_utils' macros: they read the columns that they are given, and no others. */
const OF_THEIR_COLUMNS =
  /^(dbt_utils\.|dbt\.|dbt_date\.)?(generate_surrogate_key|surrogate_key|safe_add|safe_subtract|safe_divide|safe_cast|cast|concat|hash|dateadd|datediff|date_trunc|date|last_day|split_part|right|replace|length|position|any_value|bool_or|listagg|width_bucket|string_literal|escape_single_quotes|cast_bool_to_text|array_construct|array_concat|array_append|haversine_distance|pretty_time|get_url_host|get_url_path|get_url_parameter|nullcheck|day_of_week|day_of_month|date_part|week_start|month_name|day_name|convert_timezone)$|^(automate_dv|dbtvault)\.hash$/;
const PLAIN_ARGUMENT = /^\s*(?:[\w]+\s*=\s*)?(?:'[\w. :-]*'|"[\w. :-]*"|[\w.]+(?:\(\))?|-\d+)\s*$/;

/** Whether an expression's SQL shows every column that it reads. */
export function showsItsColumns(text: string, variables: Variables, partOfWord: boolean): boolean {
  if (literalOf(text, variables) !== null) return true;
  if (SILENT.test(text) || TYPE.test(text) || UNTIL_LAST.test(text)) return true;
  if (wholeSql(text, variables, () => '') !== null) return true;
  if (partOfWord) return false;
  if (QUOTED.test(text) || VALUES.test(text)) return true;
  return isOfItsColumns(text);
}

function isOfItsColumns(text: string): boolean {
  const [name = ''] = /^[\w.]+/.exec(text) ?? [];
  const inside = CALL.exec(text)?.[1];
  if (inside === undefined || !OF_THEIR_COLUMNS.test(name)) return false;
  return inside
    .replace(/[[\]]/g, '')
    .split(',')
    .every((each) => /^\s*$/.test(each) || PLAIN_ARGUMENT.test(each));
}

/** A macro's call as a call: what it names in quotes may be columns, as in `cents_to_dollars('amount')`. */
function macroSql(text: string, variables: Variables): string {
  const call = CALL.exec(text);
  if (!call) return UNKNOWN;
  const [name = ''] = /^[\w.]+/.exec(text) ?? [];
  const quoted = [...(call[1] ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  const passed = [...(call[1] ?? '').matchAll(/\b[A-Za-z_]\w*\b/g)].flatMap(([word]) => variables.get(word) ?? []);
  const columns = [...quoted, ...passed].filter(
    (each): each is string => typeof each === 'string' && COLUMN.test(each),
  );
  const isTold = isOfItsColumns(text);
  const stands = HASHES.test(name) ? HASH_MACRO : isTold ? KNOWN_MACRO : MACRO;
  return `${stands}(${[...new Set(columns)].join(', ')})`;
}
