import { sql, type Sql } from '../sql.js';

/** `column contains text`, where what LIKE takes for wildcards stands for itself. Both sides in lower case already. */
export function contains(column: Sql, text: string): Sql {
  return sql`${column} LIKE ${`%${escaped(text)}%`} ESCAPE '\\'`;
}

/** `column begins with text`. */
export function beginsWith(column: Sql, text: string): Sql {
  return sql`${column} LIKE ${`${escaped(text)}%`} ESCAPE '\\'`;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
