import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { columnSchema, type DocumentColumn } from '../../../src/compiler/document/common.js';
import { extensionsSchema, type OdcsExtension } from '../../../src/compiler/document/extensions.js';
import { dataProductSchema, type DocumentOutputPort } from '../../../src/compiler/document/product.js';
import { documentOfPorts } from '../../../src/compiler/standards/odcs/write/fromPorts.js';
import { readOdcs } from '../../../src/compiler/standards/odcs/read/readOdcs.js';
import { readProperty } from '../../../src/compiler/standards/odcs/read/readProperty.js';
import { portsOfContract } from '../../../src/compiler/standards/odcs/read/toPorts.js';
import { odcsVersion } from '../../../src/compiler/standards/odcs/version.js';
import { writeProperty } from '../../../src/compiler/standards/odcs/write/writeProperty.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
import { describeBeside } from '../../support/describeBeside.js';
import { foundBeside, OWN, REAL, textOf, complaintsOf, type Documents } from './documents.js';
import type { Mapping } from '../../../src/compiler/values/json.js';

const read = (content: string) => readOdcs({ path: 'contract.yaml', content });
const accepted = (content: string): Mapping => {
  const { document, diagnostics } = read(content);
  expect(diagnostics).toEqual([]);
  if (!document) throw new Error('refused without a finding');
  return document;
};

/** As it is stored: what was imported, as the YAML of a product, read again. */
function stored(document: Mapping): { ports: DocumentOutputPort[]; extension: OdcsExtension } {
  const { ports, extension } = portsOfContract(document);
  const product = parse(renderYaml({ output_ports: ports, extensions: { odcs: [extension] } })) as Mapping;
  const { odcs = [] } = extensionsSchema.parse(product['extensions']);
  const [found] = odcs;
  if (!found) throw new Error('no extension');
  return { ports: dataProductSchema.shape.output_ports.parse(product['output_ports']), extension: found };
}

/**
 * The schema closes the fields of each type of server; the standard's own tools add to them (a `delimiter` of local JSON),
 * so that we keep what we do not know of a server and judge it not.
 */
const SERVER_FIELDS = /^\/servers\/\d+ must NOT have unevaluated properties$/;

const HEAD = 'apiVersion: v3.2.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\n';
const NEWEST = `${HEAD}
context: Orders of the web shop.
servers:
- {server: prod, type: postgres, host: h, port: "\${DB_PORT}", database: shop, schema: public}
schema:
- name: Order Lines
  physicalName: order_lines
  deprecated: true
  synonyms: [{synonym: positions, locale: en-US}]
  properties:
  - {name: order id, logicalType: integer, logicalTypeOptions: {format: i64, minimum: 1}, required: true, primaryKey: true, primaryKeyPosition: 1}
  - {name: line, logicalType: integer, primaryKey: true, primaryKeyPosition: 2, vector: 1}
  - {name: state, logicalType: string, enum: [{value: open, label: Open}, {value: paid}]}
  - {name: tags, logicalType: map, map: {key: {logicalType: string}, value: {logicalType: number}}}
  - {name: embedding, logicalType: vector, logicalTypeOptions: {dimensions: 3}}
  - {name: old, logicalType: string, deprecated: true, customProperties: [{property: floeRetentionDays, value: never}]}
  - name: lines
    logicalType: array
    items: {logicalType: object, properties: [{name: sku, logicalType: string, relationships: [{to: products.sku}]}]}
slaProperties:
- {property: freshness, value: 2, unit: hours, customProperties: [{property: a, value: b, vendor: acme}]}
- {property: availability, value: 99.5%}
- {property: completeness, value: 98, unit: percent}
- {property: errorRate, value: 1, unit: percent}
`.replace(', vector: 1', '');

/** What is accepted comes back as it was, and every finding says where it is and what was expected. */
function expectKept(documents: Documents, file: string, isAccepted: boolean): void {
  const text = textOf(documents, file);
  const { document, diagnostics } = read(text);
  expect(document !== null).toBe(isAccepted);
  for (const { location, expected, details } of diagnostics) {
    expect(location?.line).toBeGreaterThan(0);
    expect(expected).toBeTruthy();
    expect(details?.['path']).toBeInstanceOf(Array);
  }
  if (!document) return;
  const { ports, extension } = stored(document);
  const back = documentOfPorts(ports, extension);
  expect(back).toEqual(parse(text));
  expect(JSON.stringify(back)).toBe(JSON.stringify(document));
  expect(parse(renderYaml(back), { version: '1.1' })).toEqual(parse(text));
}

const SCHEMA = 'odcs-schemas/odcs-json-schema-v3.1.0.json';
const FIRST = 'odcs-schemas/odcs-json-schema-v3.0.2.json';
/** Whether the standard's own schema, of the document's version or of the next, accepts a document. */
function isValid(documents: Documents, file: string): boolean {
  const document = parse(textOf(documents, file)) as { apiVersion: string };
  const schemas = document.apiVersion.startsWith('v3.0.') ? [FIRST, SCHEMA] : [SCHEMA];
  return schemas.some((schema) => complaintsOf(schema, document).every((each) => SERVER_FIELDS.test(each)));
}

describe('the Open Data Contract Standard', () => {
  it.each(OWN.odcs)('%s: what is accepted comes back as it was, what is not is told', (file) => {
    expectKept(OWN, file, !file.includes('/invalid-'));
  });

  it.each([
    ['nothing-but-kind', ['id', 'version', 'status'].map((field) => ['DOCUMENT_MISSING_FIELD', field, 2])],
    ['version-number', [['DOCUMENT_WRONG_TYPE', 'version', 5]]],
    [
      'several',
      [
        ['DOCUMENT_UNKNOWN_FIELD', 'schemas', 7],
        ['DOCUMENT_MISSING_FIELD', 'schema.boats.properties[0].name', 11],
        ['DOCUMENT_INVALID_VALUE', 'schema.boats.properties.length.logicalType', 12],
        ['DOCUMENT_INVALID_VALUE', 'schema.boats.properties.owner.logicalTypeOptions.minimum', 13],
        ['DOCUMENT_INVALID_VALUE', 'servers[0].type', 15],
      ],
    ],
    [
      'quality',
      [
        ['DOCUMENT_MISSING_FIELD', 'schema.boats.properties.length.quality[0]', 10],
        ['DOCUMENT_MISSING_FIELD', 'schema.boats.properties.length.quality[1].query', 10],
      ],
    ],
  ])('tells of invalid-%s every fault at its place', (name, expected) => {
    const { diagnostics } = read(textOf(OWN, `odcs/invalid-${name}.odcs.yaml`));
    expect(diagnostics.map(({ code, subject, location }) => [code, subject, location?.line])).toEqual(expected);
  });

  it('comes back from version 3.2 as it was', () => {
    const document = accepted(NEWEST);
    const { ports, extension } = stored(document);
    expect(JSON.stringify(documentOfPorts(ports, extension))).toBe(JSON.stringify(document));
    expect(ports).toMatchObject([
      {
        name: 'order_lines',
        table: 'public.order_lines',
        sla: { freshness: '2h', availability: 99.5 },
        schema: {
          columns: [
            { name: 'order_id', type: 'int64', minimum: 1, required: true, primary_key: true },
            { name: 'line', type: 'integer', primary_key: true },
            { name: 'state', enum: ['open', 'paid'] },
            { name: 'tags', type: 'map', keys: { type: 'string' }, values: { type: 'number' } },
            { name: 'embedding', type: 'vector' },
            { name: 'old', deprecated: true },
            { name: 'lines', type: 'array', items: { fields: [{ name: 'sku', references: ['products.sku'] }] } },
          ],
        },
      },
    ]);
    expect(ports[0]?.sla?.quality).toEqual({ completeness: 98 });
    expect(Object.keys(extension.residue.kept ?? {})).toEqual(
      expect.arrayContaining(['/context', '/servers', '/schema/[Order Lines]/synonyms', '/slaProperties/[errorRate]']),
    );
  });

  it('reads promises under every name that the standard has for them, and writes that name again', () => {
    const rows = [
      ...[
        { property: 'ly', value: 2, unit: 'h' },
        { property: 'RE', value: 90, unit: 'd' },
      ],
      ...[
        { property: 'endOfSupport', value: '2027-06-30' },
        { property: 'el', value: '2027-12-31' },
      ],
    ];
    const document = accepted(`${HEAD}schema: [{name: t}]\nslaProperties: ${JSON.stringify(rows)}\n`);
    const { ports, extension } = stored(document);
    expect(ports[0]?.sla).toEqual({
      freshness: '2h',
      retention: '90d',
      end_of_support: '2027-06-30',
      end_of_life: '2027-12-31',
    });
    expect(documentOfPorts(ports, extension)['slaProperties']).toEqual(rows);
    const [port] = ports;
    const later = documentOfPorts([{ ...port, sla: { retention: '2w' } } as DocumentOutputPort], extension);
    expect(later['slaProperties']).toEqual([{ property: 'RE', value: 2, unit: 'w' }]);
  });

  it('keeps the residue beside what has changed since', () => {
    const { ports, extension } = stored(accepted(NEWEST));
    const [port] = ports;
    if (!port) throw new Error('no port');
    const columns = (port.schema?.columns ?? []).filter(({ name }) => name !== 'line');
    const changed: DocumentOutputPort = {
      ...port,
      sla: { freshness: '1h', availability: 99.9 },
      schema: { columns: [...columns.map((each) => ({ ...each, required: true })), { name: 'new', type: 'date' }] },
    };
    const back = documentOfPorts([changed], extension);
    expect(back['context']).toBe('Orders of the web shop.');
    expect(back['slaProperties']).toEqual([
      {
        property: 'freshness',
        value: 1,
        unit: 'hours',
        customProperties: [{ property: 'a', value: 'b', vendor: 'acme' }],
      },
      { property: 'availability', value: 99.9, unit: 'percent' },
      { property: 'errorRate', value: 1, unit: 'percent' },
    ]);
    expect(back['schema']).toMatchObject([
      {
        properties: [
          { name: 'order id', required: true },
          { name: 'state', required: true, enum: [{ value: 'open', label: 'Open' }, { value: 'paid' }] },
          { name: 'tags' },
          { name: 'embedding', logicalTypeOptions: { dimensions: 3 } },
          { name: 'old' },
          { name: 'lines' },
          { name: 'new', logicalType: 'date' },
        ],
      },
    ]);
  });

  it.each([
    ['version: 1.0\nstatus: draft', 'DOCUMENT_WRONG_TYPE', 'version', 4, 'version: "1.0.0"'],
    ['version: 1.0.0', 'DOCUMENT_MISSING_FIELD', 'status', 1, 'status: draft'],
    ['version: 1.0.0\nstatus: a\nschemas: []', 'DOCUMENT_UNKNOWN_FIELD', 'schemas', 6, "Did you mean 'schema'?"],
    [
      'version: 1.0.0\nstatus: a\nservers: [{server: s, type: kafk}]',
      'DOCUMENT_INVALID_VALUE',
      'servers[0].type',
      6,
      'kafka',
    ],
    [
      'version: 1.0.0\nstatus: a\nschema:\n- name: t\n- name: t',
      'DOCUMENT_DUPLICATE_NAME',
      'schema.t.name',
      8,
      'Rename',
    ],
  ])('refuses %j with the place and the mend', (rest, code, subject, line, mend) => {
    const { document, diagnostics } = read(`apiVersion: v3.1.0\nkind: DataContract\nid: x\n${rest}\n`);
    expect(document).toBeNull();
    expect(diagnostics).toMatchObject([{ code, subject, location: { file: 'contract.yaml', line } }]);
    expect(diagnostics[0]?.hint).toContain(mend);
  });

  it.each([
    ['{name: c, logicalType: string, logicalTypeOptions: {minimum: 1}}', 'minimum'],
    ['{name: c, logicalType: integer, logicalTypeOptions: {format: f64}}', 'format'],
    ['{name: c, logicalType: vector}', 'dimensions'],
    ['{name: c, logicalType: map}', 'map'],
    ['{name: c, logicalType: string, items: {logicalType: string}}', 'items'],
    ['{name: c, quality: [{metric: nullValues}]}', '[0]'],
    ['{name: c, quality: [{metric: nullValues, mustBe: 0, mustNotBe: 1}]}', 'mustNotBe'],
    ['{name: c, quality: [{type: sql, mustBe: 0}]}', 'query'],
    ['{name: c, enum: [{value: a}, {value: a}]}', 'value'],
    ['{logicalType: string}', 'name'],
  ])('refuses the property %s', (property, field) => {
    const { diagnostics } = read(`${HEAD}schema: [{name: t, properties: [${property}]}]\n`);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.subject).toMatch(new RegExp(`${field.replace(/[[\]]/g, '\\$&')}$`));
  });

  it.each([
    ['kind: DataProduct\napiVersion: v3.1.0', 'DOCUMENT_WRONG_KIND'],
    ['kind: DataContract\napiVersion: v2.2.2', 'DOCUMENT_UNSUPPORTED_VERSION'],
    ['- a', 'DOCUMENT_WRONG_TYPE'],
    ['', 'DOCUMENT_EMPTY'],
    ['a: [', 'DOCUMENT_SYNTAX'],
  ])('refuses %j before it judges a field', (content, code) => {
    expect(read(content).diagnostics).toMatchObject([{ code }]);
  });
});

const ELEMENT = fc.constantFrom('string', 'integer', 'int64', 'float32', 'decimal(10,2)', 'timestamptz', 'any', 'uuid');
const flag = fc.constantFrom(true as const);
const column: fc.Arbitrary<DocumentColumn> = fc.letrec<{ column: DocumentColumn }>((tie) => ({
  column: fc
    .record(
      {
        name: fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/),
        type: fc.oneof(ELEMENT, fc.constantFrom('object', 'array', 'map', 'date', 'varchar(20)', 'array<string>')),
        required: flag,
        unique: flag,
        primary_key: flag,
        deprecated: flag,
        encrypted: flag,
        enum_open: flag,
        id: fc.constantFrom('c-1', 'c 1'),
        title: fc.constant('T'),
        description: fc.constant('D'),
        classification: fc.constant('pii'),
        physical_type: fc.constant('NUMBER(38)'),
        retention_days: fc.nat(9).map((n) => n + 1),
        enum: fc.uniqueArray(fc.constantFrom('a', 'b', '1'), { minLength: 1 }),
        pattern: fc.constant('^a'),
        tags: fc.constant(['t']),
        references: fc.constantFrom(['a.b'], ['s.gold.a.b']),
        format: fc.constantFrom('email', 'i128'),
        minimum: fc.nat(9),
        exclusive_maximum: fc.nat(9),
        min_length: fc.nat(9),
        max_items: fc.nat(9),
        multiple_of: fc.constant(5),
        default: fc.constantFrom(1, 'x', false),
        semantic: fc.constant('EUR'),
        aliases: fc.constant(['b']),
        renamed_from: fc.constant('z'),
        fields: fc.uniqueArray(tie('column'), { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
        items: tie('column').map(({ name: _, id: __, aliases: ___, renamed_from: ____, ...rest }) => rest),
      },
      { requiredKeys: ['name', 'type'] },
    )
    .map(({ fields, items, ...rest }) => ({
      ...rest,
      ...(rest.type === 'object' && fields && { fields }),
      ...(rest.type === 'array' && items && { items }),
    })) as fc.Arbitrary<DocumentColumn>,
})).column;

const VERSIONS = ['v3.0.2', 'v3.1.0', 'v3.2.0'];
/** A document with one column of ours, in the spelling of a version. */
const documentWith = (each: DocumentColumn, apiVersion: string): Mapping => ({
  ...(parse(HEAD) as Mapping),
  apiVersion,
  schema: [{ name: 't', properties: [writeProperty(each, odcsVersion(apiVersion))] }],
});

describe('a column of ours', () => {
  it.each(VERSIONS)('is written in %s so that it is read as it was', (apiVersion) => {
    fc.assert(
      fc.property(column, (each) => {
        expect(columnSchema.safeParse(each).success).toBe(true);
        expect(readProperty(writeProperty(each, odcsVersion(apiVersion)))).toEqual(each);
        expect(read(renderYaml(documentWith(each, apiVersion))).diagnostics).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describeBeside('documents of the Open Data Contract Standard', REAL.root, () => {
  it('are those that are named', () => {
    expect(foundBeside(['odcs', 'contract-lint', 'schema-evolution'], /^kind: "?DataContract/m)).toEqual(REAL.odcs);
  });

  it.each(REAL.odcs)('%s: the verdict is that of the schema, and what is accepted comes back as it was', (file) => {
    expectKept(REAL, file, isValid(REAL, file));
  });

  it.each(OWN.odcs)('the schema says of our %s what its name says', (file) => {
    expect(isValid(OWN, file)).toBe(!file.includes('/invalid-'));
  });

  it('the schema accepts every column of ours as we write it', () => {
    fc.assert(
      fc.property(column, (each) => {
        expect(complaintsOf(SCHEMA, documentWith(each, 'v3.1.0'))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
