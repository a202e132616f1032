import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { readPlainYaml } from '../../../src/compiler/document/yaml/plainYaml.js';
import { readValues, type ReadValue } from '../../../src/compiler/document/yaml/yamlValues.js';
import { generateMesh } from '../../support/generateMesh.js';

/** What the library makes of a text in which it has nothing to complain of. */
function byLibrary(text: string): ReadValue | string {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: false, logLevel: 'error' });
  const { read, complaints } = readValues(document, text, 'first');
  const found = [...document.errors, ...document.warnings, ...complaints].map(({ message }) => message);
  return read && found.length === 0 ? read : found.join('; ');
}

/** What the short way reads is what the library reads, to the place of every value; what it leaves is the library's. */
function expectAlike(text: string): void {
  const read = readPlainYaml(text);
  if (read) expect(read, text).toEqual(byLibrary(text));
}

const yamlsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
const root = path.resolve(import.meta.dirname, '../../..');
const acme = yamlsIn(path.join(root, 'examples/acme'));
const { manifests, products } = generateMesh({ products: 20 });
const generated = [...manifests, ...products].map(({ source }) => source);

describe('YAML in its plain way', () => {
  it('is what documents are written in', () => {
    expect([...acme, ...generated].filter((text) => readPlainYaml(text) === null)).toEqual([]);
  });

  it('is read as the library reads it', () => {
    [...acme, ...generated, ...yamlsIn(path.join(root, 'test/inputs'))].forEach(expectAlike);
  });

  it.each([
    ['a text over several lines', 'a: b\n  c\n'],
    ['a text after a line of its own', 'a:\n  b\n'],
    ['a block text', 'a: |\n  b\n'],
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a merge key', 'a: {b: 1}\n<<: {c: 2}\n'],
    ['nothing for a value', 'a:\nb: 1\n'],
    ['an escape', 'a: "\\n"\n'],
    ['an apostrophe in apostrophes', "a: 'it''s'\n"],
    ['a number of another base', 'a: 0x1f\n'],
    ['a tab', 'a:\tb\n'],
    ['a carriage return', 'a: b\r\n'],
    ['a second document', 'a: b\n---\nc: d\n'],
    ['a mapping in a value', 'a: b: c\n'],
    ['brackets over several lines', 'a: [b,\n  c]\n'],
    ['half of a surrogate pair', 'a: "\ud800"\n'],
    ['a key that is no text', 'null: a\n'],
    ['a key of every object', '__proto__: a\n'],
    ['a text alone', 'a\n'],
    ['nothing', '# a\n'],
  ])('leaves %s to the library', (_, text) => {
    expect(readPlainYaml(text)).toBeNull();
  });

  it('reads any value that is written out as the library does', () => {
    const written = fc
      .tuple(
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,3}$/), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 }),
        fc.record({
          indent: fc.constantFrom(2, 4),
          indentSeq: fc.boolean(),
          collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
        }),
      )
      .map(([value, options]) => stringify(value, options));
    fc.assert(fc.property(written, expectAlike), { numRuns: 500 });
  });

  it('reads any text with slips of the hand as the library does, or leaves it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...':-#[]{},\'"|>&*!?~ .0',
        '\n',
        ': ',
        '- ',
        ' #',
        '\n  ',
        '\n- ',
        '...',
        '---',
        'null',
        '<<',
        'é',
      ),
      fc.constantFrom('1e3', '0o7', '+1', '.5', '1.', '-.inf', '-1', 'True', 'yes', '2026-01-01', 'http://a:1'),
    );
    const slip = fc.record({ at: fc.nat(5_000), take: fc.nat(4), put: piece });
    const slipped = fc
      .tuple(fc.constantFrom(...acme, ...generated), fc.array(slip, { minLength: 1, maxLength: 4 }))
      .map(([text, slips]) =>
        slips.reduce(
          (each, { at, take, put }) => {
            const place = at % (each.length + 1);
            return each.slice(0, place) + put + each.slice(place + take);
          },
          text.slice(0, 1_200),
        ),
      );
    fc.assert(fc.property(slipped, expectAlike), { numRuns: 1_000 });
  });
});
