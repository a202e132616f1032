import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { CompiledContractTerms } from '../../../src/compiler/artifact.js';
import { applyChanges } from '../../../src/compiler/contracts/apply.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { compiledColumn } from '../../../src/compiler/document/columns.js';
import { compiledSla } from '../../../src/compiler/document/compiledSla.js';
import { extensionsSchema } from '../../../src/compiler/document/extensions.js';
import { keptBeside } from '../../../src/compiler/document/kept.js';
import { dataProductSchema } from '../../../src/compiler/document/product.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { renderContractAs } from '../../../src/compiler/standards/renderContractAs.js';

type Path = readonly (string | number)[];

/** Much of it a data product has no field for. */
const ORDERS = `apiVersion: v3.2.0
kind: DataContract
id: orders
version: 1.0.0
status: active
tenant: acme
servers:
- {server: prod, type: postgres, host: db.acme.com, port: 5432, database: shop, schema: public, roles: [{role: reader}]}
schema:
- name: Order Lines
  physicalName: shop.order_lines
  physicalType: table
  dataGranularityDescription: One row a line.
  quality:
  - {name: lines, type: library, metric: rowCount, mustBeGreaterThan: 100, severity: warning}
  - {type: sql, name: sums, query: select 1, mustBeBetween: [1, 5]}
  properties:
  - name: order id
    logicalType: string
    encryptedName: order_enc
    examples: [a]
    quality: [{type: library, metric: nullValues, mustBe: 0}]
    customProperties: [{property: unit, value: kg}]
  - {name: day, logicalType: date, logicalTypeOptions: {minimum: "2020-01-01", maximum: "2030-01-01"}}
  - {name: face, logicalType: vector, logicalTypeOptions: {dimensions: 768, embeddingModel: m}}
  - {name: tags, logicalType: array, logicalTypeOptions: {uniqueItems: true}, items: {logicalType: string, encryptedName: t}}
  - {name: box, logicalType: object, properties: [{name: w, logicalType: number, customProperties: [{property: unit, value: m}]}]}
- {name: Others, properties: [{name: a, logicalType: string, encryptedName: b}]}
slaProperties:
- {property: latency, value: 4, unit: h, element: orders.day}
- {property: frequency, value: 1, unit: d, driver: analytics}
- {property: timeToRepair, value: 2, unit: h}
- {property: throughput, value: 100, unit: rows}
- {property: errorRate, value: 1, unit: percent}
- {property: generalAvailability, value: "2026-01-01T00:00:00Z"}
- {property: endOfSupport, value: "2030-01-01T00:00:00Z"}
price: {priceAmount: 1, priceCurrency: EUR, priceUnit: query}
support: [{channel: "#help", url: https://acme.com}]
team: {name: shop, members: [{username: ada}]}
customProperties: [{property: region, value: eu}]
`;

const changed = (path: Path, value: unknown): string => {
  const document = parse(ORDERS) as Record<string, unknown>;
  const at = path.slice(0, -1).reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document);
  const [own, last] = [at as Record<string | number, unknown>, path.at(-1) ?? ''];
  if (value !== undefined) own[last] = value;
  else if (Array.isArray(own)) own.splice(Number(last), 1);
  else Reflect.deleteProperty(own, last);
  return stringify(document);
};

function termsOf(content: string, at = 0): CompiledContractTerms {
  const { product, diagnostics } = importDocument({ path: 'orders.yaml', content });
  if (!product) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const port = dataProductSchema.shape.output_ports.parse(product['output_ports'])[at];
  if (!port) throw new Error('no port');
  const kept = keptBeside(extensionsSchema.parse(product['extensions']), port.name);
  return {
    columns: (port.schema?.columns ?? []).map(compiledColumn),
    sla: compiledSla(port.sla),
    compatibility: 'backward',
    breakingChangeNotice: 'P7D',
    table: port.table,
    ...(kept && { kept }),
  };
}

const BEFORE = termsOf(ORDERS);
const told = (path: Path, value: unknown, at = 0): string[] =>
  judge(diffTerms(termsOf(ORDERS, at), termsOf(changed(path, value), at)), 'backward').map(
    ({ path: where, rule, severity }) => `${where} ${rule} ${severity}`,
  );

const TABLE: Path = ['schema', 0];
const column = (at: number): Path => [...TABLE, 'properties', at];
const LEVEL = (at: number): Path => ['slaProperties', at];

describe('a change of what was kept beside a port', () => {
  it.each<[Path, unknown, string]>([
    // quality, rows 52 to 54
    [[...column(0), 'quality', 0, 'mustBe'], 1000, 'columns.order_id.quality.nullValues quality_weaker breaking'],
    [[...column(0), 'quality', 0], undefined, 'columns.order_id.quality.nullValues quality_weaker breaking'],
    [[...column(0), 'quality', 0, 'unit'], 'percent', 'columns.order_id.quality.nullValues quality_query risky'],
    [[...TABLE, 'quality', 0, 'mustBeGreaterThan'], 200, 'table.quality.lines quality_added compatible'],
    [[...TABLE, 'quality', 0, 'mustBeGreaterThan'], 20, 'table.quality.lines quality_weaker breaking'],
    [[...TABLE, 'quality', 0, 'severity'], 'error', 'table.quality.lines.severity doc_changed info'],
    [[...TABLE, 'quality', 1, 'mustBeBetween'], [2, 3], 'table.quality.sums quality_added compatible'],
    [[...TABLE, 'quality', 1, 'mustBeBetween'], [0, 9], 'table.quality.sums quality_weaker breaking'],
    [[...TABLE, 'quality', 1, 'query'], 'select 2', 'table.quality.sums quality_query risky'],
    [[...TABLE, 'quality', 2], { name: 'new', type: 'text' }, 'table.quality.new quality_added compatible'],
    // service levels, rows 48 to 51
    [[...LEVEL(1), 'value'], 7, 'sla.frequency sla_loosened breaking'],
    [[...LEVEL(1), 'unit'], 'h', 'sla.frequency sla_tightened compatible'],
    [LEVEL(1), { property: 'frequency', value: 24, unit: 'h', driver: 'analytics' }, 'sla.frequency sla_unit info'],
    [LEVEL(1), undefined, 'sla.frequency sla_loosened breaking'],
    [[...LEVEL(1), 'driver'], 'regulatory', 'sla.frequency.driver doc_changed info'],
    [[...LEVEL(0), 'element'], 'orders.id', 'sla.latency.element promise_changed risky'],
    [[...LEVEL(2), 'value'], 72, 'sla.timeToRepair sla_loosened breaking'],
    [[...LEVEL(3), 'value'], 1000, 'sla.throughput sla_tightened compatible'],
    [[...LEVEL(4), 'value'], 2, 'sla.errorRate sla_loosened breaking'],
    [[...LEVEL(5), 'value'], '2026-06-01T00:00:00Z', 'sla.generalAvailability sla_loosened breaking'],
    [[...LEVEL(6), 'value'], '2028-01-01T00:00:00Z', 'sla.endOfSupport eol_earlier breaking'],
    [[...LEVEL(6), 'value'], '2031-01-01T00:00:00Z', 'sla.endOfSupport eol_earlier compatible'],
    [LEVEL(7), { property: 'timeToDetect', value: 1, unit: 'h' }, 'sla.timeToDetect sla_tightened compatible'],
    // bounds, rows 37 and 38
    [
      [...column(1), 'logicalTypeOptions', 'minimum'],
      '2021-01-01',
      'columns.day.logicalTypeOptions.minimum bound_tightened compatible',
    ],
    [
      [...column(1), 'logicalTypeOptions', 'maximum'],
      '2031-01-01',
      'columns.day.logicalTypeOptions.maximum bound_loosened breaking',
    ],
    [
      [...column(1), 'logicalTypeOptions', 'maximum'],
      undefined,
      'columns.day.logicalTypeOptions.maximum bound_loosened breaking',
    ],
    [
      [...column(3), 'logicalTypeOptions', 'uniqueItems'],
      false,
      'columns.tags.logicalTypeOptions.uniqueItems unique_removed breaking',
    ],
    // masking, row 47
    [[...column(0), 'encryptedName'], 'order_enc2', 'columns.order_id.encryptedName masking_changed breaking'],
    [[...column(3), 'items', 'encryptedName'], undefined, 'columns.tags[].encryptedName masking_changed breaking'],
    // where the data lies, row 4
    [['servers', 0, 'host'], 'db2.acme.com', 'servers.prod.host physical_location breaking'],
    [['servers', 0], undefined, 'servers.prod physical_location breaking'],
    [
      ['servers', 1],
      { server: 'test', type: 'local', path: '/a', format: 'csv' },
      'servers.test promise_changed risky',
    ],
    // what no row knows
    [
      [...column(2), 'logicalTypeOptions', 'dimensions'],
      384,
      'columns.face.logicalTypeOptions.dimensions promise_changed risky',
    ],
    [
      [...column(0), 'customProperties', 0, 'value'],
      'g',
      'columns.order_id.customProperties.unit.value promise_changed risky',
    ],
    [
      [...column(4), 'properties', 0, 'customProperties', 0, 'value'],
      'cm',
      'columns.box.w.customProperties.unit.value promise_changed risky',
    ],
    [['customProperties', 0, 'value'], 'us', 'customProperties.region.value promise_changed risky'],
    [
      [...TABLE, 'dataGranularityDescription'],
      'One row a day.',
      'table.dataGranularityDescription promise_changed risky',
    ],
    [[...TABLE, 'physicalType'], 'view', 'table.physicalType promise_changed risky'],
    [['tenant'], 'other', 'tenant promise_changed risky'],
    // what is said about the data, row 58
    [['price', 'priceAmount'], 2, 'price.priceAmount doc_changed info'],
    [['support', 0, 'url'], 'https://acme.com/help', 'support.#help.url doc_changed info'],
    [['team', 'members', 0, 'username'], 'bob', 'team.members.ada doc_changed info'],
    [[...column(0), 'examples'], ['b'], 'columns.order_id.examples doc_changed info'],
  ])('%j → %j: %s', (path, value, expected) => {
    const found = told(path, value);
    expect(found).toContain(expected);
    expect(found.filter((each) => !each.startsWith(expected.split(' ')[0] ?? '')).length).toBeLessThanOrEqual(
      path.at(-1) === 'username' ? 1 : 0,
    );
  });

  it('is none where nothing changed, and none of the other port of the document', () => {
    expect(diffTerms(BEFORE, termsOf(ORDERS))).toEqual([]);
    expect(told([...column(0), 'encryptedName'], 'x', 1)).toEqual([]);
    expect(told(['schema', 1, 'properties', 0, 'encryptedName'], 'x', 0)).toEqual([]);
  });

  it('does not tell twice what the port tells itself', () => {
    expect(told([...LEVEL(0), 'value'], 8)).toEqual(['sla.freshness sla_loosened breaking']);
    // Of the document itself nothing but the order of its keys is another one.
    expect(told(column(1), undefined)).toEqual([
      'columns.day col_removed_optional breaking',
      'extensions doc_changed info',
    ]);
  });

  it('gives the new terms when it is applied, and those give out the document that came in', () => {
    const after = termsOf(changed([...LEVEL(1), 'value'], 7));
    expect(applyChanges(BEFORE, diffTerms(BEFORE, after))).toEqual(after);
    const exported = (terms: CompiledContractTerms): string =>
      renderContractAs(
        {
          name: 'c',
          version: '1.0.0',
          status: 'active',
          providerPort: 'a.b.order_lines',
          consumer: 'c.d',
          terms,
          extensions: null,
        },
        'odcs',
      );
    expect(exported(BEFORE)).toContain('db.acme.com');
    expect(exported(after)).not.toBe(exported(BEFORE));
  });
});
