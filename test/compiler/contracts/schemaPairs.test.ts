import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompatibilityMode, CompiledContractTerms } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import type { Verdict } from '../../../src/compiler/changes/row.js';
import type { DocumentOutputPort } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { ownInput } from '../../support/inputs.js';
import { catalogued } from '../standards/columns.js';
import { terms } from './terms.js';

/** Two versions of a schema and what a person says of the step between them. */
interface Pair {
  readonly title: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `columns.speed col_added_optional`: path and row. */
  readonly changes: readonly string[];
  readonly backward: Verdict;
  readonly forward: Verdict;
}

const FORMATS = {
  avro: { file: 'position.avsc', schema: (fields: unknown) => ({ type: 'record', name: 'position', fields }) },
  'json-schema': { file: 'position.json', schema: (rest: unknown) => ({ type: 'object', ...(rest as object) }) },
};

/** What a port that is taken in from a schema promises. */
function termsOf(format: keyof typeof FORMATS, schema: unknown): CompiledContractTerms {
  const { file, schema: whole } = FORMATS[format];
  const { product, diagnostics } = importDocument({ path: file, content: JSON.stringify(whole(schema)) });
  expect(diagnostics).toEqual([]);
  const [port] = (product?.['output_ports'] ?? []) as DocumentOutputPort[];
  if (!port) throw new Error('no port');
  return terms({ columns: catalogued(port).columns });
}

const order: readonly Verdict[] = ['compatible', 'risky', 'breaking'];
const worst = (...verdicts: Verdict[]): Verdict =>
  order[Math.max(...verdicts.map((each) => order.indexOf(each)))] ?? 'compatible';

const pairs = (format: keyof typeof FORMATS): (readonly [string, Pair])[] =>
  (parse(readFileSync(ownInput('schema-evolution', `${format}.yaml`), 'utf8')) as Pair[]).map((pair) => [
    pair.title,
    pair,
  ]);

describe.each(['avro', 'json-schema'] as const)('two versions of a schema in %s', (format) => {
  it.each(pairs(format))('%s', (_, pair) => {
    const found = diffTerms(termsOf(format, pair.before), termsOf(format, pair.after));
    expect(found.map(({ path: at, rule }) => `${at} ${rule}`)).toEqual(pair.changes);
    const expected: Readonly<Partial<Record<CompatibilityMode, Verdict>>> = {
      none: 'compatible',
      backward: pair.backward,
      forward: pair.forward,
      full: worst(pair.backward, pair.forward),
    };
    for (const [mode, verdict] of Object.entries(expected)) {
      const [gravest] = judge(found, mode as CompatibilityMode);
      expect([mode, gravest?.severity === 'info' ? 'compatible' : gravest?.severity]).toEqual([mode, verdict]);
    }
  });

  it('is the same whatever it is compared with itself', () => {
    for (const [, { before }] of pairs(format))
      expect(diffTerms(termsOf(format, before), termsOf(format, before))).toEqual([]);
  });
});
