import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diffPorts, type PromisingPort } from '../../../src/compiler/contracts/diffPorts.js';
import { promisingPorts } from '../../../src/compiler/contracts/promisingPorts.js';
import { decodeDataProduct } from '../../../src/compiler/document/decode.js';
import { compiledOutputPorts } from '../../../src/compiler/facts/models/outputPorts.js';
import { portFacts } from '../../../src/compiler/facts/subjects/portFacts.js';
import { renderYaml } from '../../../src/compiler/document/yaml/renderYaml.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { describeBeside } from '../../support/describeBeside.js';
import { OWN, REAL, textOf } from '../standards/documents.js';
import { isMapping, type Mapping } from '../../../src/compiler/values/json.js';

type Path = readonly (string | number)[];

/** Every field that 3.2 has, at least once. */
const EVERYTHING = `apiVersion: v3.2.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
tenant: acme
domain: sales
dataProduct: shop
tags: [core]
context: {instructions: Ask., verifiedStatements: [{question: How many?, answer: Ten.}], constraints: [{constraint: Never sum.}]}
contractCreatedTs: "2026-02-03T09:30:00Z"
slaDefaultElement: orders.day
description: {purpose: Orders., limitations: None., usage: By day., authoritativeDefinitions: [{url: https://a, type: b}]}
authoritativeDefinitions: [{url: https://a.com, type: handbook, description: long}]
customProperties: [{property: region, value: eu, vendor: acme, description: where}, {property: list, value: [a, {b: 1}]}]
price: {id: p, priceAmount: 1, priceCurrency: EUR, priceUnit: query}
support: [{channel: "#help", url: https://acme.com, tool: slack, scope: issues, invitationUrl: https://join}]
team: {name: shop, description: d, members: [{username: ada, role: owner, dateIn: "2024-01-01", tags: [x]}]}
roles: [{role: reader, access: read, description: d, firstLevelApprovers: a, secondLevelApprovers: b}, {role: auditor}]
servers:
- {server: prod, type: postgres, host: h, port: 5432, database: shop, schema: public, environment: prod, description: d,
   roles: [{role: r}], customProperties: [{property: vault, value: north}]}
slaProperties:
- {property: latency, value: 4, unit: h, element: orders.day, driver: analytics, description: d}
- {property: availability, value: 99.5, unit: percent}
- {property: completeness, value: 98, unit: percent, schedule: "0 20 * * *", scheduler: cron}
- {property: retention, value: 30, valueExt: 40, unit: d}
- {property: frequency, value: 1, unit: d}
- {property: generalAvailability, value: "2026-01-01T00:00:00Z"}
- {property: endOfSupport, value: "2030-01-01"}
- {property: endOfLife, value: "2031-01-01"}
- {property: errorRate, value: 1, unit: percent, customProperties: [{property: a, value: b}]}
schema:
- name: Orders
  id: orders-id
  physicalName: sales.gold.orders
  physicalType: table
  logicalType: object
  businessName: Web orders
  description: d
  dataGranularityDescription: One row an order.
  deprecated: true
  tags: [gold]
  context: Sum by day.
  synonyms: [{synonym: purchases, locale: en, source: glossary, status: active}]
  authoritativeDefinitions: [{url: https://a, type: b}]
  customProperties: [{property: owner, value: ada}]
  quality:
  - {name: lines, type: library, metric: rowCount, mustBeGreaterThan: 100, severity: warning, unit: rows, schedule: a, scheduler: b}
  - {type: sql, name: sums, query: select 1, mustBeBetween: [1, 5], dimension: accuracy, businessImpact: high, method: m}
  - {type: custom, name: soda, engine: soda, implementation: {a: 1}}
  - {type: text, name: words, description: Never wrong.}
  relationships: [{id: r, type: foreignKey, from: [orders.a, orders.b], to: [t.a, t.b], customProperties: [{property: c, value: n}]}]
  properties:
  - name: id
    id: c-id
    logicalType: integer
    logicalTypeOptions: {format: i64, minimum: 1, maximum: 9, multipleOf: 1}
    physicalType: bigint
    physicalName: order_id
    businessName: Number
    description: d
    required: true
    unique: true
    primaryKey: true
    primaryKeyPosition: 1
    partitioned: true
    partitionKeyPosition: 1
    classification: internal
    encryptedName: id_enc
    criticalDataElement: true
    semanticType: dimension
    transformLogic: a
    transformDescription: b
    transformSourceObjects: [c]
    examples: [7]
    tags: [key]
    relationships: [{to: t.id}]
    quality: [{metric: nullValues, mustBe: 0, arguments: {missingValues: [""]}}]
  - {name: state, logicalType: string, logicalTypeOptions: {minLength: 1, maxLength: 9, pattern: "^a", format: email}, enum: [{value: open, label: Open, description: d}, {value: paid}]}
  - {name: day, logicalType: date, logicalTypeOptions: {format: yyyy, minimum: "2020-01-01", exclusiveMaximum: "2030-01-01"}}
  - {name: at, logicalType: timestamp, logicalTypeOptions: {timezone: true, defaultTimezone: Etc/UTC}}
  - {name: face, logicalType: vector, logicalTypeOptions: {dimensions: 3, elementType: int8, distanceMetric: cosine, normalized: true}}
  - {name: tags, logicalType: array, logicalTypeOptions: {minItems: 1, maxItems: 2, uniqueItems: true}, items: {logicalType: string, encryptedName: t}}
  - {name: box, logicalType: object, logicalTypeOptions: {minProperties: 1, required: [w]}, properties: [{name: w, logicalType: number, logicalTypeOptions: {format: f32}}]}
  - {name: map, logicalType: map, map: {key: {logicalType: string}, value: {logicalType: number, description: d}}}
`;

/** What a document says of itself as a document; a change of it is no change of what is promised. */
const OF_ITSELF = ['version', 'kind'];

function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(each, [...path, index]));
  if (!isMapping(value)) return [path];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]));
}

/** Another value of the same kind. */
function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  const text = String(value);
  const date = /^(\d{3})\d/.exec(text);
  return date && /^\d{4}-/.test(text) ? text.replace(/^\d{4}/, '2027') : `${text}x`;
}

/** What must be one of a few words. */
const WORDS: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  integer: 'number',
  string: 'boolean',
  number: 'integer',
  date: 'timestamp',
  timestamp: 'date',
  i64: 'i32',
  f32: 'f64',
  int8: 'uint8',
  cosine: 'hamming',
  accuracy: 'coverage',
  dimension: 'measure',
  rowCount: 'duplicateValues',
  nullValues: 'missingValues',
  read: 'write',
  active: 'deprecated',
};

const changed = (value: unknown): unknown => WORDS[String(value)] ?? another(value);

function withChange(document: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(document);
  if (Array.isArray(document))
    return document.flatMap((each, index) => {
      const next: unknown = index === step ? withChange(each, rest, change) : each;
      return next === undefined ? [] : [next];
    });
  const entries = Object.entries(document as Mapping).map(([key, each]) => [
    key,
    key === step ? withChange(each, rest, change) : each,
  ]);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

/** The ports of the product that a document is imported as; null where the document is refused. */
function portsOf(document: unknown): PromisingPort[] | null {
  const { product } = importDocument({ path: 'orders.yaml', content: renderYaml(document) });
  if (!product) return null;
  const head = { apiVersion: 'floe.dev/v1', kind: 'DataProduct', metadata: { name: 'shop', version: '1.0.0' } };
  const content = renderYaml({
    ...head,
    domain: { ref: 'sales-platform@2.1.0' },
    ownership: { team: 'shop', email: 'shop@acme.com' },
    ...product,
    metadata: head.metadata,
  });
  const { document: decoded, diagnostics } = decodeDataProduct({ path: 'data-product.yaml', content });
  if (!decoded) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const ports = compiledOutputPorts(portFacts(decoded, 'sales.shop', [], false), []);
  return promisingPorts(ports, { mode: 'backward', breakingChangeNotice: 'P7D' });
}

/** The columns of a document's tables, each by its place: `schema.0.properties.3`. */
const columnsOf = (document: unknown): Path[] =>
  (((document as Mapping)['schema'] ?? []) as Mapping[]).flatMap(({ properties }, table) =>
    ((properties ?? []) as Mapping[]).map((_, column) => ['schema', table, 'properties', column]),
  );

const standsIn = (path: Path, column: Path): boolean => column.every((step, at) => path[at] === step);

/** No more of a column than its name. */
const bare = (column: unknown): unknown => ({ name: (column as Mapping)['name'], logicalType: 'string' });

/** No more of a document than it must have, beside its tables. */
const short = (document: unknown): unknown => {
  const { apiVersion, kind, id, version, status, schema } = document as Mapping;
  return { apiVersion, kind, id, version, status, schema };
};

/** The leaves of a document by the column that they stand in, each with what a document must have around that column. */
function pieces(document: unknown): [unknown, Path[]][] {
  const columns = columnsOf(document);
  const around = (own: Path | null): unknown =>
    columns.reduce(
      (rest, column) => (column === own ? rest : withChange(rest, column, bare)),
      own ? short(document) : document,
    );
  const all = leaves(document);
  const within = columns.map((column): [unknown, Path[]] => [
    around(column),
    all.filter((path) => standsIn(path, column)),
  ]);
  const outside = all.filter((path) => !columns.some((column) => standsIn(path, column)));
  return [[around(null), outside], ...within];
}

/** The leaves of a document of which a change is told to nobody. */
const silent = (content: string, change: (value: unknown) => unknown): string[] =>
  pieces(parse(content)).flatMap(([document, paths]) => {
    const before = portsOf(document);
    if (!before) throw new Error('the document itself is refused');
    return paths.flatMap((path) => {
      const after = portsOf(withChange(document, path, change));
      if (after === null || diffPorts(before, after, () => true).length > 0) return [];
      return [path.join('.')];
    });
  });

describe('every leaf of a contract of the standard', () => {
  it('is told when it changes, but for the version of the document itself', () => {
    expect(silent(EVERYTHING, changed)).toEqual(OF_ITSELF.filter((each) => each !== 'kind'));
  });

  it('is told when it goes', () => {
    expect(silent(EVERYTHING, () => undefined)).toEqual([]);
  });

  it.each(OWN.odcs.filter((file) => !file.includes('/invalid-')))('of our %s is told', (file) => {
    expect(silent(textOf(OWN, file), changed)).toEqual(['version']);
  });
});

describeBeside('real contracts', REAL.root, () => {
  it('tell of every leaf of the full example', () => {
    expect(silent(textOf(REAL, 'odcs/all/full-example.odcs.yaml'), changed)).toEqual(['version']);
  }, 60_000);
});
