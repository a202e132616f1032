import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { policyRules } from '../../../src/compiler/inherit/policy/strategies.js';

it('docs/inheritance.md lists the table of strategies, row by row', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/inheritance.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w.*]+)` +\| (\w+)/gm)].map(([, at, strategy]) => `${at} ${strategy}`);
  expect(rows).toEqual(policyRules.map((rule) => `${rule.path} ${rule.strategy}`));
});
