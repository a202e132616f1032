import { createRequire } from 'node:module';
import type { Grammar, SqlDialect } from './dialect.js';
import { FuelledText } from './fuel.js';
import { isMapping, type Mapping } from '../values/json.js';

interface SqlParser {
  astify(sql: unknown, options: { database: string }): unknown;
}

const require = createRequire(import.meta.url);
const parsers = new Map<Grammar, SqlParser>();

/** A grammar is 200 to 300 kB of code: it is loaded when the first SQL in it is read. */
function parserOf(grammar: Grammar): SqlParser {
  const known = parsers.get(grammar);
  if (known) return known;
  const { Parser } = require(`node-sql-parser/build/${grammar}.js`) as { Parser: new () => SqlParser };
  const parser = new Parser();
  parsers.set(grammar, parser);
  return parser;
}

const FUEL_A_TEXT = 200_000;
const FUEL_A_CHARACTER = 400;

/** The syntax tree of one query; null where it is none in any of the grammars. Never throws, and ends soon on any text. */
export function parseSql(sql: string, dialect: SqlDialect): Mapping | null {
  for (const grammar of dialect) {
    const ast = parsedIn(grammar, sql);
    if (ast) return ast;
  }
  return null;
}

function parsedIn(grammar: Grammar, sql: string): Mapping | null {
  try {
    const text = new FuelledText(sql, FUEL_A_TEXT + FUEL_A_CHARACTER * sql.length);
    const parsed = parserOf(grammar).astify(text, { database: grammar });
    const [ast, ...more] = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
    return isMapping(ast) && ast['type'] === 'select' && more.length === 0 ? ast : null;
  } catch {
    // A syntax error, a text too deep for the stack, or one that ran out of fuel: it cannot be read, and that is all.
    return null;
  }
}
