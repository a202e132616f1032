import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { OdcsExtension, OdpsExtension } from '../../../src/compiler/document/extensions.js';
import type { DocumentOutputPort } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { readOdcs } from '../../../src/compiler/standards/odcs/read/readOdcs.js';
import { documentOfPorts } from '../../../src/compiler/standards/odcs/write/fromPorts.js';
import type { ProductParts } from '../../../src/compiler/standards/odps/product.js';
import { documentOfProduct } from '../../../src/compiler/standards/odps/writeOdps.js';
import { readOdps } from '../../../src/compiler/standards/odps/readOdps.js';
import { describeBeside } from '../../support/describeBeside.js';
import { complaintsOf, REAL } from './documents.js';
import type { Mapping } from '../../../src/compiler/values/json.js';

const contract = (apiVersion: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\n${rest}\n`;
const product = (apiVersion: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: DataProduct\nid: orders\nstatus: active\n${rest}\n`;

/** The severity and subject of every finding; null where the document is refused. */
function told(content: string): string[] {
  const read = content.includes('kind: DataProduct') ? readOdps : readOdcs;
  const { document, diagnostics } = read({ path: 'document.yaml', content });
  expect(document === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

const table = (rest: string): string => `schema: [{name: t, ${rest}}]`;
const column = (rest: string): string => table(`properties: [{name: c, ${rest}}]`);

/** Whether the document stands under its own version: what it says, and whether the standard's schema of it says so. */
const CONTRACTS: readonly (readonly [version: string, rest: string, isValid: boolean])[] = [
  // What 3.0 left open, 3.1 closed.
  ['v3.0.2', column('logicalType: string, quality: [{rule: validValues, validValues: [a], mustBe: 0}]'), true],
  ['v3.0.2', column('logicalType: string, quality: [{type: library, rule: duplicateCount, mustBeLessThan: 3}]'), true],
  ['v3.0.2', column('logicalType: string, quality: [{type: library, rule: duplicateCount}]'), true],
  ['v3.0.2', column('quality: [{type: sql, query: select 1}]'), true],
  ['v3.0.2', column('quality: [{type: sql, query: select 1, mustBe: 1, mustNotBe: 2}]'), true],
  ['v3.0.2', column('quality: [{type: text, description: Never null., owner: ada}]'), true],
  ['v3.0.2', column('quality: [{type: custom, engine: soda, implementation: x, threshold: 3}]'), true],
  ['v3.0.2', column('quality: [{type: custom, engine: soda}]'), false],
  ['v3.0.2', column('quality: [{type: sql}]'), false],
  ['v3.0.2', column('quality: [{type: sqll, query: select 1}]'), false],
  ['v3.0.2', column('quality: [{rule: rowCount, mustBeBetween: [1]}]'), false],
  ['v3.0.2', 'team: [{username: ada, role: owner, shoeSize: 42}, {name: Ben}]', true],
  ['v3.0.2', 'team: [{username: 7}]', false],
  ['v3.0.2', 'team: [{username: ada, dateIn: yesterday}]', false],
  ['v3.0.2', 'roles: [{role: reader, approver: ada}]', true],
  ['v3.0.2', 'roles: [{access: read}]', false],
  ['v3.0.2', 'support: [{channel: a, url: b, hours: 9-17}]', true],
  ['v3.0.2', 'support: [{channel: a, url: b, customProperties: none}]', true],
  ['v3.0.2', 'price: {priceAmount: 1, discount: 5}', true],
  ['v3.0.2', 'price: {priceAmount: much}', false],
  ['v3.0.2', 'slaProperties: [{property: latency, value: 4, unit: h, note: by day, description: 7}]', true],
  ['v3.0.2', 'slaProperties: [{property: latency}]', false],
  ['v3.0.2', 'customProperties: [{property: a, value: 1, description: b, anything: else}, {}]', true],
  ['v3.0.2', 'authoritativeDefinitions: [{url: a, type: b, description: c, more: d}]', true],
  ['v3.0.2', 'authoritativeDefinitions: [{url: a}]', false],
  ['v3.0.2', 'description: {purpose: p, more: q}', true],
  ['v3.0.2', 'owner: ada', false],
  ['v3.0.2', table('owner: ada'), false],
  ['v3.0.2', column('owner: ada'), false],
  ['v3.0.2', column('logicalType: date, logicalTypeOptions: {minimum: "2020-01-01", exclusiveMinimum: true}'), true],
  ['v3.0.2', column('logicalType: integer, logicalTypeOptions: {maximum: 5, exclusiveMaximum: true}'), true],
  ['v3.0.2', column('logicalType: integer, logicalTypeOptions: {length: 5}'), false],
  ['v3.0.2', column('logicalType: string, physicalName: c_1'), true],
  ['v3.0.2', 'servers: [{server: s, type: athena, stagingDir: "s3://a", schema: b}]', true],
  ['v3.0.2', 'servers: [{server: s, type: athena, schema: b}]', false],
  ['v3.0.2', 'servers: [{server: s, type: kafka, host: 7}]', false],
  ['v3.0.2', 'servers: [{server: s, type: mysql, host: h, port: 3306, database: d, pool: 5}]', true],
  ['v3.1.0', column('quality: [{rule: duplicateCount, mustBe: 0}]'), false],
  ['v3.1.0', column('quality: [{metric: rowCount}]'), false],
  ['v3.1.0', column('quality: [{metric: rowCount, mustBe: 0, mustNotBe: 1}]'), false],
  ['v3.1.0', column('quality: [{metric: duplicateValues, rule: duplicateCount, mustBe: 0}]'), true],
  ['v3.1.0', column('quality: [{type: text, description: Never null.}]'), true],
  ['v3.1.0', column('quality: [{type: text, mustBe: 0}]'), false],
  ['v3.1.0', column('quality: [{description: Never null.}]'), true],
  ['v3.1.0', column('quality: [{type: custom, engine: a, implementation: b, query: c}]'), false],
  ['v3.1.0', column('quality: [{type: sql, query: a, mustBeBetween: [1, 1]}]'), false],
  ['v3.1.0', column('quality: [{type: sql, query: a, mustBeBetween: [1, 2], note: b}]'), false],
  ['v3.1.0', 'team: [{username: ada}]', true],
  ['v3.1.0', 'team: [{username: ada, shoeSize: 42}]', false],
  ['v3.1.0', 'team: {name: t, members: [{username: ada, tags: [a]}]}', true],
  ['v3.1.0', 'team: {name: t, lead: ada}', false],
  ['v3.1.0', 'support: [{channel: a}]', true],
  ['v3.1.0', 'support: [{channel: a, hours: 9-17}]', false],
  ['v3.1.0', 'price: {priceAmount: 1, discount: 5}', false],
  ['v3.1.0', 'slaProperties: [{property: latency, value: 4, note: by day}]', false],
  ['v3.1.0', 'customProperties: [{property: a}]', false],
  ['v3.1.0', column('relationships: [{to: a.b, type: foreignKey}]'), true],
  ['v3.1.0', column('relationships: [{from: t.c, to: a.b}]'), false],
  ['v3.1.0', column('relationships: [{to: "a b"}]'), false],
  ['v3.1.0', column('relationships: [{to: [a.b, c.d]}]'), true],
  ['v3.1.0', table('relationships: [{from: [t.a, t.b], to: [u.a, u.b]}]'), true],
  ['v3.1.0', table('relationships: [{from: t.a, to: [u.a]}]'), false],
  ['v3.1.0', table('relationships: [{to: u.a}]'), false],
  ['v3.1.0', column('logicalType: integer, logicalTypeOptions: {minimum: 5, exclusiveMinimum: true}'), false],
  ['v3.1.0', column('logicalType: timestamp, logicalTypeOptions: {timezone: true}'), true],
  ['v3.1.0', column('logicalType: object, logicalTypeOptions: {required: [a, a]}'), false],
  ['v3.1.0', column('logicalType: string, properties: [{name: a}]'), false],
  ['v3.1.0', column('logicalType: array, items: {logicalType: string, properties: [{name: a}]}'), false],
  ['v3.1.0', column('id: "a b"'), false],
  ['v3.1.0', 'servers: [{server: s, type: hive, host: h, database: d}]', true],
  ['v3.1.0', 'servers: [{server: s, type: mysql, host: h, port: [1], database: d}]', false],
];

/** Of 3.2, of which no schema lies beside the project. */
const NEWEST: typeof CONTRACTS = [
  ['v3.2.0', 'context: Ask for orders.', true],
  ['v3.2.0', 'context: {instructions: a, verifiedStatements: [{question: b, answer: c}]}', true],
  ['v3.2.0', 'context: {constraints: [{constraint: a, tags: [b]}]}', true],
  ['v3.2.0', 'context: {verifiedStatements: [{answer: c}]}', false],
  ['v3.2.0', 'context: {prompt: a}', false],
  ['v3.2.0', table('context: a, deprecated: true, synonyms: [{synonym: b, locale: en}]'), true],
  ['v3.2.0', table('semanticType: measure'), false],
  ['v3.2.0', column('context: a'), false],
  ['v3.2.0', column('deprecated: true, synonyms: [{synonym: b, id: c}], semanticType: measure'), true],
  ['v3.2.0', column('semanticType: number'), false],
  ['v3.2.0', column('synonyms: [{name: b}]'), false],
  ['v3.2.0', column('synonyms: [{synonym: b, more: c}]'), false],
  ['v3.2.0', column('enum: [{value: a, label: A, id: a, description: b, tags: [c]}, {value: null}]'), true],
  ['v3.2.0', column('enum: []'), false],
  ['v3.2.0', column('enum: [{label: a}]'), false],
  ['v3.2.0', column('enum: [{value: a, text: b}]'), false],
  ['v3.2.0', column('logicalType: map, map: {key: {logicalType: string}, value: {logicalType: number}}'), true],
  ['v3.2.0', column('logicalType: map'), false],
  ['v3.2.0', column('logicalType: map, map: {key: {logicalType: string}}'), false],
  ['v3.2.0', column('logicalType: vector, logicalTypeOptions: {dimensions: 3, elementType: int8}'), true],
  ['v3.2.0', column('logicalType: vector, logicalTypeOptions: {elementType: int8}'), false],
  ['v3.2.0', column('relationships: [{id: r, to: accounts.address.street}]'), true],
  ['v3.2.0', column('relationships: [{to: "other.yml#/schema/t/properties/c"}]'), true],
  ['v3.2.0', 'slaProperties: [{property: latency, value: 4, customProperties: [{property: a, value: b}]}]', true],
  ['v3.2.0', 'customProperties: [{property: a, value: b, vendor: acme, id: c}]', true],
  ['v3.2.0', 'servers: [{server: s, type: mysql, host: h, port: "${PORT}", database: d}]', true],
  ['v3.2.0', 'servers: [{server: s, type: athena, schema: b}]', true],
  ['v3.2.0', 'servers: [{server: s, type: iceberg, catalog: c, catalogUrl: "https://c"}]', true],
  ['v3.2.0', 'servers: [{server: s, type: iceberg, catalog: c}]', false],
  ['v3.2.0', 'servers: [{server: s, type: exasol}, {server: t, type: hana}, {server: u, type: teradata}]', false],
];

const isRefused = (content: string): boolean => told(content).some((each) => each.startsWith('error'));

/** The contract as the ports that were read from it give it back. */
function backOf(content: string): unknown {
  const { product: parts } = importDocument({ path: 'orders.yaml', content });
  const [extension] = (parts?.['extensions'] as { odcs: OdcsExtension[] }).odcs;
  return extension && documentOfPorts(parts?.['output_ports'] as DocumentOutputPort[], extension);
}

describe('a contract is judged by its own apiVersion', () => {
  it.each([...CONTRACTS, ...NEWEST])('%s with %s stands: %s', (version, rest, isValid) => {
    const content = contract(version, rest);
    if (!isValid) return expect(isRefused(content)).toBe(true);
    expect(told(content)).toEqual([]);
    expect(backOf(content)).toEqual(parse(content));
  });

  it('of 3.2 no status is a draft; before it one must be said', () => {
    const without = (version: string): string => contract(version, '').replace('status: active\n', '');
    expect(isRefused(without('v3.2.0'))).toBe(false);
    expect(isRefused(without('v3.1.0'))).toBe(true);
  });
});

describe('what came with a later version than its own', () => {
  it.each([
    ['v3.0.0', column('physicalName: a'), "'physicalName' came with v3.0.2"],
    ['v3.0.0', 'authoritativeDefinitions: [{url: a, type: b}]', "'authoritativeDefinitions' came with v3.0.1"],
    ['v3.0.2', 'team: {name: t}', "'team' as a mapping came with v3.1.0"],
    ['v3.0.2', 'support: [{channel: a}]', "To leave out 'url' came with v3.1.0"],
    ['v3.0.2', column('logicalType: timestamp'), "'logicalType: timestamp' came with v3.1.0"],
    ['v3.0.2', column('relationships: [{to: a.b}]'), "'relationships' came with v3.1.0"],
    ['v3.0.2', column('quality: [{metric: nullValues, mustBe: 0}]'), "'metric' came with v3.1.0"],
    ['v3.0.2', column('quality: [{description: a}]'), "A quality rule without 'rule' came with v3.1.0"],
    [
      'v3.0.2',
      column('logicalType: number, logicalTypeOptions: {exclusiveMinimum: 5}'),
      "'exclusiveMinimum' as a bound of its own came with v3.1.0",
    ],
    ['v3.0.2', 'servers: [{server: s, type: zen, host: h, database: d}]', "'type: zen' came with v3.1.0"],
    ['v3.1.0', 'context: a', "'context' came with v3.2.0"],
    ['v3.1.0', column('enum: [{value: a}]'), "'enum' came with v3.2.0"],
    ['v3.1.0', column('logicalType: array, items: {deprecated: true}'), "'deprecated' came with v3.2.0"],
    ['v3.1.0', 'customProperties: [{property: a, value: b, vendor: c}]', "'vendor' came with v3.2.0"],
    ['v3.1.0', 'servers: [{server: s, type: hana, host: h}]', "'type: hana' came with v3.2.0"],
    [
      'v3.1.0',
      'servers: [{server: s, type: mysql, host: h, port: "1", database: d}]',
      "'port' as a text came with v3.2.0",
    ],
  ])('is told and taken in: %s with %s', (version, rest, message) => {
    const content = contract(version, rest);
    expect(told(content)).toEqual([
      `warning DOCUMENT_NEWER_FIELD ${message}, and the document says apiVersion ${version}`,
    ]);
    expect(backOf(content)).toEqual(parse(content));
  });

  it('is told once for all places where it stands', () => {
    const columns = ['a', 'b', 'c'].map((name) => `{name: ${name}, deprecated: true}`).join(', ');
    const [only, ...others] = told(contract('v3.1.0', table(`properties: [${columns}]`)));
    expect(only).toContain('here and in 2 more places');
    expect(others).toEqual([]);
  });
});

describe('a version that is not known', () => {
  it.each([
    ['v3.3.0', 'warning', 'is newer than v3.2.0'],
    ['v3.1.1', 'warning', 'is read as v3.1.0'],
    ['v4.0.0', 'error', 'is not supported'],
    ['v2.2.2', 'error', 'is not supported'],
    ['v3.99999999999999999999.0', 'error', 'is not supported'],
    ['v3.01.0', 'error', 'is not supported'],
  ])('%s of a contract is one finding', (version, severity, message) => {
    const found = told(contract(version, column('logicalType: string')));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${severity} DOCUMENT_UNSUPPORTED_VERSION`);
    expect(found[0]).toContain(message);
  });

  it('of a contract keeps what it brought', () => {
    const content = contract('v3.3.0', `horizon: far\n${column('shade: green')}`);
    expect(told(content)).toHaveLength(1);
    expect(backOf(content)).toEqual(parse(content));
  });

  it.each([
    ['v1.2.0', 'warning', 'is newer than v1.1.0'],
    ['v2.0.0', 'error', 'is not supported'],
  ])('%s of a product is one finding', (version, severity, message) => {
    const found = told(product(version, 'orbit: low\noutputPorts: [{name: o, version: 1.0.0}]'));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${severity} DOCUMENT_UNSUPPORTED_VERSION`);
    expect(found[0]).toContain(message);
  });
});

const PRODUCTS: readonly (readonly [version: string, rest: string, isValid: boolean])[] = [
  ['v1.0.0', 'outputPorts: [{name: o}]', false],
  ['v1.0.0', 'outputPorts: [{name: o, version: 1.0.0, sbom: [{type: external}]}]', false],
  ['v1.0.0', 'inputPorts: [{name: i, version: 1.0.0}]', false],
  ['v1.0.0', 'inputPorts: [{name: i, version: 1.0.0, contractId: c, tags: [a]}]', true],
  ['v1.0.0', 'support: [{channel: a}]', false],
  ['v1.0.0', 'support: [{channel: a, url: "https://a", scope: issues}]', true],
  ['v1.0.0', 'managementPorts: [{name: m}]', false],
  ['v1.0.0', 'managementPorts: [{name: m, content: control}]', true],
  ['v1.0.0', 'team: {members: [{name: ada}]}', false],
  ['v1.0.0', 'customProperties: [{property: a}]', false],
  ['v1.0.0', 'team: [{username: ada}]', false],
  ['v1.0.0', 'description: {purpose: p, more: q}', false],
];

const LATER_PRODUCTS: typeof PRODUCTS = [
  ['v1.1.0', 'outputPorts: [{name: o}, {name: p, deprecated: true, context: {instructions: a}}]', true],
  ['v1.1.0', 'outputPorts: [{name: o, id: x, synonyms: [{synonym: a}], sbom: [{type: b, tags: [c]}]}]', true],
  ['v1.1.0', 'outputPorts: [{name: o}, {name: o}]', false],
  ['v1.1.0', 'inputPorts: [{name: i, deprecated: true}]', true],
  ['v1.1.0', 'inputPorts: [{name: i, synonyms: [{synonym: a}]}]', false],
  ['v1.1.0', 'type: sourceAligned\ndeprecated: false\nsynonyms: [{synonym: a, locale: en}]', true],
  ['v1.1.0', 'context: {verifiedStatements: [{question: a}], constraints: [{constraint: b}]}', true],
  ['v1.1.0', 'context: a', false],
  ['v1.1.0', 'managementPorts: [{name: m, content: control, id: x, deprecated: true}]', true],
  ['v1.1.0', 'customProperties: [{property: a, value: b, vendor: acme, id: c}]', true],
  ['v1.1.0', 'support: [{id: s, channel: a, url: "https://a"}]', true],
];

function productBack(content: string): unknown {
  const { product: parts } = importDocument({ path: 'product.yaml', content });
  const { odps } = (parts?.['extensions'] ?? {}) as { odps?: OdpsExtension };
  return odps && documentOfProduct(parts as unknown as ProductParts, odps);
}

describe('a product is judged by its own apiVersion', () => {
  it.each([...PRODUCTS, ...LATER_PRODUCTS])('%s with %s stands: %s', (version, rest, isValid) => {
    const content = product(version, rest);
    if (!isValid) return expect(isRefused(content)).toBe(true);
    expect(told(content)).toEqual([]);
    expect(productBack(content)).toEqual(parse(content));
  });

  it.each([
    ['type: aggregate', "'type'"],
    ['context: {instructions: a}', "'context'"],
    ['deprecated: true', "'deprecated'"],
    ['outputPorts: [{name: o, version: 1.0.0, synonyms: [{synonym: a}]}]', "'synonyms'"],
    ['support: [{id: s, channel: a, url: "https://a"}]', "'id'"],
  ])('of 1.0, %s is told and taken in', (rest, what) => {
    const content = product('v1.0.0', rest);
    expect(told(content)).toEqual([
      `warning DOCUMENT_NEWER_FIELD ${what} came with v1.1.0, and the document says apiVersion v1.0.0`,
    ]);
    expect(productBack(content)).toEqual(parse(content));
  });

  it('of 1.1 needs no status', () => {
    const content = product('v1.1.0', '').replace('status: active\n', '');
    expect(told(content)).toEqual([]);
    expect(productBack(content)).toEqual(parse(content));
  });
});

const SCHEMAS: Readonly<Record<string, string>> = {
  'v3.0.2': 'odcs-schemas/odcs-json-schema-v3.0.2.json',
  'v3.1.0': 'odcs-schemas/odcs-json-schema-v3.1.0.json',
};
/** Fields of a server that its type does not have are not judged. */
const SERVER_FIELDS = /^\/servers\/\d+ must NOT have unevaluated properties$/;

describeBeside('the schemas of the standard', REAL.root, () => {
  it.each(CONTRACTS)('of %s say of %s: %s', (version, rest, isValid) => {
    const document = parse(contract(version, rest)) as Mapping;
    const complaints = complaintsOf(SCHEMAS[version] ?? '', document).filter((each) => !SERVER_FIELDS.test(each));
    expect(complaints.length === 0, complaints.join('; ')).toBe(isValid);
  });

  it.each(PRODUCTS)('of products %s say of %s: %s', (version, rest, isValid) => {
    const document = parse(product(version, rest)) as Mapping;
    const complaints = complaintsOf('odps-bitol/schema/odps-json-schema-v1.0.0.json', document);
    expect(complaints.length === 0, complaints.join('; ')).toBe(isValid);
  });
});
