import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOdcs } from '../../../src/compiler/standards/odcs/read/readOdcs.js';
import { generateMesh } from '../../support/generateMesh.js';
import { documentRules } from '../../../src/compiler/document/codes.js';
import {
  decodeDataContract,
  decodeDataProduct,
  decodeManifest,
  decodePlatformManifest,
  type DecodeResult,
} from '../../../src/compiler/document/decode.js';
import type { SourceFile } from '../../../src/compiler/source.js';

const ACME = path.join(import.meta.dirname, '../../../examples/acme');
const product = readFileSync(path.join(ACME, 'domains/sales/products/customer-360/data-product.yaml'), 'utf8');
const enterprise = readFileSync(path.join(ACME, 'enterprise-manifest.yaml'), 'utf8');

/** The findings of the text as `line:column CODE`, or with `full` the whole diagnostics. */
type Decode = (file: SourceFile) => DecodeResult<unknown>;
const full = (content: string, decode: Decode = decodeDataProduct) =>
  decode({ path: 'data-product.yaml', content }).diagnostics;
const brief = (content: string, decode: Decode = decodeDataProduct) =>
  full(content, decode).map(({ code, location }) => `${location?.line}:${location?.column} ${code}`);
/** The document with one line replaced, and that line's number. */
const changed = (from: string, to: string, text = product) => {
  expect(text).toContain(from);
  return { content: text.replace(from, to), line: text.slice(0, text.indexOf(from)).split('\n').length };
};

describe('a manifest', () => {
  it('is read and judged once for all the products of a company, though it registers thousands of domains', () => {
    const [{ source } = { source: '' }] = generateMesh({ products: 1, registered: 1500 }).manifests;
    const read = () => decodeManifest({ path: 'enterprise-manifest.yaml', content: source });
    const first = read();
    expect(first.document?.value.domains).toHaveLength(1500);
    for (let nth = 0; nth < 20; nth += 1) decodeDataProduct({ path: `p${nth}.yaml`, content: product });
    expect(read()).toBe(first);
  });
});

describe('a valid document', () => {
  it('keeps its values as they are written', () => {
    const { document } = decodeDataProduct({ path: 'data-product.yaml', content: product });
    expect(document?.value.output_ports[0]?.sla).toEqual({
      freshness: '6h',
      availability: '99.9%',
      quality: { completeness: '99%', accuracy: '98%' },
    });
    expect(document?.value.schedule).toEqual({ cron: '0 */6 * * *', timezone: 'UTC' });
  });

  it('says where each value and each key stands', () => {
    const { document } = decodeDataProduct({ path: 'data-product.yaml', content: product });
    const lines = product.split('\n');
    const at = (needle: string): number => lines.findIndex((line) => line.includes(needle)) + 1;
    expect(document?.locate(['output_ports', 0, 'sla', 'freshness'])).toEqual({
      file: 'data-product.yaml',
      line: at('freshness: 6h'),
      column: 18,
    });
    expect(document?.locateKey(['output_ports', 0, 'sla', 'freshness']).column).toBe(7);
  });

  it('gives the nearest ancestor for what is not there', () => {
    const { document } = decodeDataProduct({ path: 'data-product.yaml', content: product });
    expect(document?.locate(['output_ports', 1, 'access', 'default'])).toEqual(document?.locate(['output_ports', 1]));
  });

  it('may begin with a byte order mark and end its lines with CRLF', () => {
    const { document, diagnostics } = decodeDataProduct({
      path: 'p',
      content: `\uFEFF${product.replaceAll('\n', '\r\n')}`,
    });
    expect(diagnostics).toEqual([]);
    expect(document?.locate(['apiVersion'])).toEqual({ file: 'p', line: 2, column: 13 });
    expect(document?.value.metadata.description).toBe('Unified view of customer across all touchpoints');
  });

  it('may repeat itself by anchors and merge keys', () => {
    const { content } = changed(
      '    sla:\n      freshness: 24h',
      '    sla:\n      <<: {quality: {accuracy: 1%}}\n      freshness: 24h',
    );
    const { document, diagnostics } = decodeDataProduct({ path: 'p', content });
    expect(diagnostics).toEqual([]);
    expect(document?.value.output_ports[1]?.sla).toEqual({
      freshness: '24h',
      availability: '99%',
      quality: { accuracy: '1%' },
    });
  });
});

describe('an unknown field', () => {
  it('is an error at its key, with the field that was probably meant', () => {
    const { content, line } = changed('    table: sales.gold.customers', '    tabel: sales.gold.customers');
    const [missing, unknown] = full(content);
    expect(missing).toMatchObject({
      code: 'DOCUMENT_MISSING_FIELD',
      message: "Missing field 'table' in output_ports.customers",
    });
    expect(unknown).toMatchObject({
      code: 'DOCUMENT_UNKNOWN_FIELD',
      severity: 'error',
      message: "Unknown field 'tabel' in output_ports.customers",
      hint: "Did you mean 'table'?",
      location: { file: 'data-product.yaml', line, column: 5 },
    });
    expect(unknown?.notes).toEqual([
      'Expected: one of name, description, table, schema, sla, access, id, lifecycle, tags, terms',
      "Did you mean 'table'?",
    ]);
  });

  it.each([
    ['    pii:\n      requires_encryption', '    pii:\n      requires_encription'],
    ['minimum_test_coverage', 'minimum_test_coverag'],
    ['schema_registry', 'schema_registri'],
    ['    levels:', '    level:'],
  ])('is found where keys are free too: %s', (from, to) => {
    const meant = from.trim().split(/\s/).at(-1)?.replace(':', '');
    const { content } = changed(from, to, enterprise);
    expect(full(content, decodeManifest)).toMatchObject([
      { code: 'DOCUMENT_UNKNOWN_FIELD', hint: `Did you mean '${meant}'?` },
    ]);
  });

  it.each([
    [
      'governance.quality_gates.gold_layer',
      '    gold_layer: {minimum_coverage: 100}\n    minimum_test_coverage',
      '    minimum_test_coverage',
    ],
    ['governance.classification.phi', '    phi: {retention_max_days: 30}\n    pii:', '    pii:'],
    ['approved_plugins.semantic_layer', '  semantic_layer: [cube]\n  catalog:', '  catalog:'],
    ['domains[].extra_policies.anything', '      pager: [day, night]\n      audit_logging:', '      audit_logging:'],
  ])('is none where the document may choose the key: %s', (_, to, from) => {
    expect(brief(changed(from, to, enterprise).content, decodeManifest)).toEqual([]);
  });
});

describe('a value of the wrong type', () => {
  it('is told to be quoted where YAML reads the version as a number', () => {
    const { content, line } = changed('version: "3.2.1"', 'version: 1.0');
    expect(full(content)).toMatchObject([
      {
        code: 'DOCUMENT_WRONG_TYPE',
        hint: 'Put the version in quotes, as major.minor.patch: version: "1.0.0"',
        location: { line, column: 12 },
      },
    ]);
  });

  it('may be an empty one', () => {
    expect(full(changed('    freshness_requirement: 1h', '    freshness_requirement:').content)).toMatchObject([
      { code: 'DOCUMENT_WRONG_TYPE', hint: 'Give it a value, or remove the field' },
    ]);
  });
});

describe('an invalid value', () => {
  it.each([
    ['freshness: 6h', 'freshness: 6 hours', 'a duration'],
    ['availability: 99.9%', 'availability: 120%', 'a percentage'],
    ['completeness: 99%', 'completeness: most', 'a percentage'],
    ['name: customer-360', 'name: Customer 360', 'a name'],
    ['version: "3.2.1"', 'version: v3', 'a semantic version'],
    ['email: sales-analytics@acme.com', 'email: sales', 'an e-mail address'],
    ['table: sales.gold.customers', 'table: customers', 'a table as namespace.name'],
    ['ref: schemas/customers.json', 'ref: ../../../etc/passwd', 'a path below'],
    [
      'ref: marketing.campaign-attribution.customer_interactions',
      'ref: marketing.customer_interactions',
      'an output port as domain.product.port',
    ],
    [
      'ref: oci://registry.acme.com/domains/sales-platform:v2.1.0',
      'ref: sales-platform',
      'oci://host/path:vX.Y.Z or name@version',
    ],
    ['default: deny', 'default: denied', 'one of deny, allow'],
  ])('%s -> %s', (from, to, expected) => {
    const { content, line } = changed(from, to);
    const [only, ...others] = full(content);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'DOCUMENT_INVALID_VALUE', location: { line } });
    expect(only?.expected).toContain(expected);
  });

  it('of a choice suggests the nearest one', () => {
    expect(full(changed('type: data_product', 'type: data_prodct').content)).toMatchObject([
      {
        code: 'DOCUMENT_INVALID_VALUE',
        expected: 'one of ingestion, data_product',
        hint: "Did you mean 'data_product'?",
      },
    ]);
  });
});

describe('conditions between fields', () => {
  it('two ports of one name', () => {
    expect(full(changed('name: customer_segments', 'name: customers').content)).toMatchObject([
      { code: 'DOCUMENT_DUPLICATE_NAME', message: "Two output ports have the name 'customers'" },
    ]);
  });

  it('a grant to nobody, and one to two', () => {
    const { content } = changed(
      '        - domain: marketing\n',
      '        - domain: marketing\n          role: analysts\n',
    );
    expect(
      full(content.replace('        - role: analysts\n          access: read\n\n', '        - access: read\n\n')).map(
        ({ message }) => message,
      ),
    ).toEqual(['The grant says both domain and role', 'The grant says neither domain nor role nor product']);
  });

  it('a manifest of scope domain has a parent and a domain; other scopes have neither', () => {
    expect(
      full(enterprise.replace('scope: enterprise', 'scope: domain'), decodeManifest).map(({ message }) => message),
    ).toEqual([
      "Missing field 'parent' in a manifest of scope domain",
      "Missing field 'domain' in a manifest of scope domain",
      "'domains' does not belong in a manifest of scope domain",
    ]);
    expect(full(`${enterprise}\nparent: {ref: a@1.0.0}\n`, decodeManifest)).toMatchObject([
      { code: 'DOCUMENT_INVALID_VALUE', subject: 'parent' },
    ]);
  });
});

describe('the header', () => {
  it('of another kind is one finding, whatever else the document holds', () => {
    expect(full(enterprise)).toMatchObject([
      { code: 'DOCUMENT_WRONG_KIND', expected: 'kind: DataProduct', location: { line: 3, column: 7 } },
    ]);
  });

  it('decision 16: of another version is one finding; an Open Data Contract is named', () => {
    expect(brief(changed('floe.dev/v1', 'floe.dev/v9').content)).toEqual(['2:13 DOCUMENT_UNSUPPORTED_VERSION']);
    const odcs = 'apiVersion: v3.0.2\nkind: DataContract\nid: x\n';
    expect(full(odcs, decodeDataContract)).toMatchObject([
      { code: 'DOCUMENT_UNSUPPORTED_VERSION', hint: expect.stringContaining('Open Data Contract Standard') as string },
    ]);
  });

  it('may be absent from the platform-manifest.yaml of a centralized project', () => {
    const { document } = decodePlatformManifest({
      path: 'platform-manifest.yaml',
      content: 'data_architecture:\n  pattern: kimball\n',
    });
    expect(document?.value).toMatchObject({
      kind: 'Manifest',
      metadata: { name: 'platform', version: '0.0.0' },
      data_architecture: { pattern: 'kimball' },
    });
    expect(document?.locate(['data_architecture', 'pattern'])).toEqual({
      file: 'platform-manifest.yaml',
      line: 2,
      column: 12,
    });
    expect(brief('data_architecture:\n  pattern: medalion\n', decodePlatformManifest)).toEqual([
      '2:12 DOCUMENT_INVALID_VALUE',
    ]);
  });
});

describe('hostile texts become findings, never exceptions', () => {
  it.each([
    ['nothing', '', '1:1 DOCUMENT_EMPTY'],
    ['only a comment', '# later\n', '1:1 DOCUMENT_EMPTY'],
    ['a list', '- a\n', '1:1 DOCUMENT_WRONG_TYPE'],
    ['a word', 'hello', '1:1 DOCUMENT_WRONG_TYPE'],
    ['an open bracket', 'a: [1', '1:6 DOCUMENT_SYNTAX'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1 DOCUMENT_SYNTAX'],
    ['an alias without anchor', 'a: *b\n', '1:4 DOCUMENT_SYNTAX'],
    ['a tag', 'kind: !secret x\n', '1:7 DOCUMENT_SYNTAX'],
    ['an anchor within itself', 'a: &a [*a]\n', '1:7 DOCUMENT_TOO_LARGE'],
    ['brackets without end', '['.repeat(50_000), '1:1 DOCUMENT_TOO_LARGE'],
    ['lists without end', `${'- '.repeat(20_000)}a`, '1:1 DOCUMENT_TOO_LARGE'],
    ['a key for the prototype', '__proto__: {a: 1}\n', '1:1 DOCUMENT_SYNTAX'],
    ['a key twice', 'kind: DataProduct\nkind: DataProduct\n', '2:1 DOCUMENT_DUPLICATE_KEY'],
    ['a mapping as a key', '? {a: b}\n: 3\n', '1:3 DOCUMENT_SYNTAX'],
    ['a number beyond all', 'kind: .inf\n', '1:7 DOCUMENT_INVALID_VALUE'],
  ])('%s', (_, content, expected) => {
    expect(brief(content)).toContain(expected);
    expect(decodeDataProduct({ path: 'p', content }).document).toBeNull();
  });

  it('aliases that unfold to billions', () => {
    const names = [...'abcdefghijkl'];
    const bomb = names
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(index === 0 ? '1' : `*${names[index - 1]}`)
            .join(', ')}]`,
      )
      .join('\n');
    expect(full(bomb)).toMatchObject([{ code: 'DOCUMENT_TOO_LARGE' }]);
  });

  it('names of Object.prototype are ordinary unknown fields', () => {
    expect(full(`${product}\nconstructor: 1\ntoString: 2\n`).map(({ message }) => message)).toEqual([
      "Unknown field 'constructor'",
      "Unknown field 'toString'",
    ]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('any text at all, and any cut or splice of a good document', () => {
    const codes = new Set(documentRules.map(({ code }) => code));
    const spliced = fc
      .tuple(fc.nat(product.length), fc.nat(40), fc.string({ unit: 'grapheme', maxLength: 12 }))
      .map(([at, length, text]) => product.slice(0, at) + text + product.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), spliced), (content) => {
        for (const decode of [decodeDataProduct, decodeManifest, decodeDataContract, decodePlatformManifest]) {
          const { document, diagnostics } = decode({ path: 'p', content });
          expect(document === null).toBe(diagnostics.length > 0);
          for (const { code, location } of diagnostics) {
            expect(codes.has(code)).toBe(true);
            expect(location?.line).toBeGreaterThan(0);
            expect(location?.column).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('the documented examples', () => {
  it.each(documentRules.map(({ code, example }) => [code, example] as const))(
    '%s: the bad one raises it, the good one does not',
    (code, { bad, good }) => {
      const ofStandard = (content: string) => readOdcs({ path: 'contract.yaml', content }).diagnostics;
      const isOfStandard = code === 'DOCUMENT_NEWER_FIELD';
      const raised = (content: string): string[] =>
        (isOfStandard ? ofStandard(content) : full(content)).map((each) => each.code);
      const inProduct = (snippet: string): string => {
        const key = /^\w+/.exec(snippet)?.[0] ?? '';
        const scope = /^(version|name)/.test(snippet) ? 'metadata' : /^freshness/.test(snippet) ? 'sla' : null;
        const base = 'apiVersion: floe.dev/v1\nkind: DataProduct\n';
        if (scope === 'metadata') return `${base}metadata:\n${snippet.replace(/^/gm, '  ')}\n`;
        if (scope === 'sla') return `${base}output_ports: [{name: a, table: b.c, sla: {${snippet}}}]\n`;
        return `${base.replace(new RegExp(`^${key}:.*\n`, 'm'), '')}${snippet}\n`;
      };
      const text = code === 'DOCUMENT_EMPTY' || isOfStandard ? (snippet: string) => snippet : inProduct;
      expect(raised(text(bad))).toContain(code);
      expect(raised(text(good)).filter((each) => each === code && code !== 'DOCUMENT_MISSING_FIELD')).toEqual([]);
    },
  );
});
