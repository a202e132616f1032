import { readFileSync } from 'node:fs';
import path from 'node:path';
import { statementTable } from '../../test/compiler/sql/statements/table.js';

const FILE = path.join(import.meta.dirname, '../..', 'docs', 'sql.md');
const TABLE = /(<!-- statements -->\n)[^]*?(<!-- end of statements -->)/;

/** docs/sql.md with its table of constructs, as the statements of the tests are read today. */
export const sqlPage = (): string =>
  readFileSync(FILE, 'utf8').replace(TABLE, (_, begin: string, end: string) => `${begin}\n${statementTable()}\n${end}`);
