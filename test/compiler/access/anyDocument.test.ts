import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Document, isMap, isSeq, visit, type Node, type Pair } from 'yaml';
import { grantAccess } from '../../../src/compiler/access/grantAccess.js';
import { parseYaml } from '../../../src/compiler/document/yaml/yaml.js';
import { sameValue } from '../../../src/compiler/values/json.js';

const MANY = 'many words '.repeat(15);
const word = fc.constantFrom('a', 'it: is', '# no', 'yes', '', 'x\ny\n', "it's", '"q"', 'é', '- d', '1', MANY);
const grant = fc.record({ domain: word, access: fc.constantFrom('read', 'read_write') });
const access = fc.record(
  { default: fc.constantFrom('deny', 'allow'), grants: fc.array(grant, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const port = fc.record(
  { description: word, access, sla: fc.record({ freshness: word }), tags: fc.array(word, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const writing = fc.record({
  indent: fc.constantFrom(2, 3, 4, 8),
  indentSeq: fc.boolean(),
  quotes: fc.constantFrom('QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN'),
  ends: fc.constantFrom('\n', '\r\n'),
  cut: fc.boolean(),
  /** 0: the next collection in braces; 1: the next value with a comment. */
  chance: fc.infiniteStream(fc.nat(9)),
});
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

/** A document as somebody may have written it: in braces or not, with comments, in any indentation and quotes. */
function written(value: object, { indent, indentSeq, quotes, ends, cut, chance }: Writing): string {
  const document = new Document(value);
  const chances = chance[Symbol.iterator]();
  const next = (): number => Number(chances.next().value);
  visit(document, {
    Collection: (_, node) => {
      if ((isMap(node) || isSeq(node)) && node !== document.contents && next() === 0) node.flow = true;
      if (next() === 1) node.commentBefore = ' before';
      if (isMap(node) && next() === 1) node.comment = ' at the end';
    },
    Pair: (_, { key, value: of }: Pair) => {
      if (of && next() === 1) (of as Node).comment = ' behind';
      if (next() === 1) (key as Node).spaceBefore = true;
    },
  });
  const text = document.toString({ indent, indentSeq, defaultStringType: quotes, defaultKeyType: 'PLAIN' });
  return (cut ? text.trimEnd() : text).replaceAll('\n', ends);
}

it('a grant comes into a document however it is written, and changes the lines of the version and of the list alone', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.array(port, { minLength: 1, maxLength: 3 }), fc.nat(2), writing, (ports, at, how) => {
      const listed = ports.map((each, index) => ({ name: `p${index}`, ...each }));
      const value = { metadata: { name: 'x', version: '1.2.3' }, output_ports: listed, description: 'at the end' };
      const file = { path: 'x', content: written(value, how) };
      // The writer puts some comments where no reader takes them.
      if (!sameValue(parseYaml(file).document?.value, JSON.parse(JSON.stringify(value)))) return;
      seen += 1;
      const granted = grantAccess({
        file,
        port: `p${at % ports.length}`,
        grants: [{ kind: 'domain', grantee: 'finance' }],
      });
      const removed = (granted?.patch ?? '').split('\n').filter((line) => /^-(?!-- a\/x$)/.test(line));
      expect(removed.length).toBeGreaterThan(0);
      expect(removed.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 150 },
  );
  expect(seen).toBeGreaterThan(100);
});
