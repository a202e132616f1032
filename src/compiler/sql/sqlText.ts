/** What is not closed ends with the text. */
const QUOTED = String.raw`'(?:[^'\\]|''|\\.)*(?:'|$)|"[^"]*(?:"|$)|\`[^\`]*(?:\`|$)`;
const COMMENT = new RegExp(String.raw`${QUOTED}|--[^\n]*|/\*[^]*?(?:\*/|$)`, 'g');
/** DuckDB, Snowflake, BigQuery and Databricks allow it, the grammars do not. */
const LAST_COMMA = new RegExp(String.raw`${QUOTED}|,(?=\s+from\b)`, 'gi');

/** SQL without comments, closing semicolons and the comma after the last column. What stands in quotes is left alone. */
export function bareSql(sql: string): string {
  const bare = sql
    .replace(COMMENT, (piece) => (piece.startsWith('--') || piece.startsWith('/*') ? ' ' : piece))
    .replace(LAST_COMMA, (piece) => (piece === ',' ? '' : piece));
  let end = bare.length;
  while (end > 0 && ' \t\r\n;'.includes(bare[end - 1] ?? '')) end--;
  return bare.slice(0, end).trimStart();
}
