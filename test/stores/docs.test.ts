import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rows } from '../../src/entities/rows/index.js';
import { tableOf } from '../../src/entities/sql.js';

it('docs/store.md names every table and its class', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/store.md'), 'utf8');
  const named = [...page.matchAll(/^\| `(\w+)` \| `(\w+Row)` \|/gm)].map(([, table, row]) => `${table} ${row}`);
  expect(named.sort()).toEqual(rows.map((row) => `${tableOf(row)} ${row.name}`).sort());
});
