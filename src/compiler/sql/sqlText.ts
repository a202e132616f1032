/** What is not closed ends with the text. */
const QUOTED = String.raw`'(?:[^'\\]|''|\\.)*(?:'|$)|"[^"]*(?:"|$)|\`[^\`]*(?:\`|$)`;
const COMMENT = new RegExp(String.raw`${QUOTED}|--[^\n]*|/\*[^]*?(?:\*/|$)`, 'g');
/** DuckDB, Snowflake, BigQuery and Databricks allow it, the parser does not everywhere. */
const LAST_COMMA = new RegExp(String.raw`${QUOTED}|,(?=\s+from\b)`, 'gi');

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * SQL without comments, closing semicolons and the comma after the last column; what stands in quotes is left alone.
 * Everything else keeps its place.
 */
export function bareSql(sql: string): string {
  const bare = sql
    .replace(COMMENT, (piece) => (piece.startsWith('--') || piece.startsWith('/*') ? blank(piece) : piece))
    .replace(LAST_COMMA, (piece) => (piece === ',' ? ' ' : piece));
  let end = bare.length;
  while (end > 0 && ' \t\r\n;'.includes(bare[end - 1] ?? '')) end--;
  return bare.slice(0, end);
}

/** What the parser does not know, and what means the same to whoever asks for columns. Lengths are kept. */
const MENDED: readonly (readonly [RegExp, (piece: string) => string])[] = [
  // DuckDB's division of whole numbers.
  [/\/\//g, () => ' /'],
  // Snowflake, DuckDB: some of the columns; taken for all.
  [/(?<=\*\s{0,20})(?:not\s{1,20})?(?:ilike|like|similar\s{1,20}to)\s{1,20}'(?:[^']|'')*'/gi, blank],
  // `(x int) -> x`: the type of a lambda's parameter.
  [
    /(?<=[(,]\s{0,20}\w{1,100})\s{1,20}(?:int|integer|bigint|float|double|number|varchar|string|text|boolean|date|timestamp\w*|variant|object|array)(?=\s{0,20}(?:,\s{0,20}\w{1,100}\s{1,20}\w{1,100}\s{0,20}){0,5}\)\s{0,20}->)/gi,
    blank,
  ],
];

/** A text that could not be parsed, once more without what the parser is known not to take. */
export const mendedSql = (sql: string): string =>
  MENDED.reduce((text, [pattern, to]) => text.replace(pattern, (piece) => to(piece)), withoutJoinNames(sql));

/** `using (id) as j`: a name for the columns of a join, which are found without it. */
const JOIN_NAME = /(?<=\busing\s{0,20}\([\w\s,"]{1,200}\))\s{1,20}as\s{1,20}(\w{1,100})/gi;

function withoutJoinNames(sql: string): string {
  const names = [...sql.matchAll(JOIN_NAME)].map(([, name]) => name ?? '');
  if (names.length === 0) return sql;
  const prefix = new RegExp(`(?<![\\w.])(?:${names.join('|')})\\.(?=["\\w])`, 'gi');
  return sql.replace(JOIN_NAME, blank).replace(prefix, blank);
}
