import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compile.js';
import type { CompiledProduct } from '../../../src/compiler/artifact.js';
import { acmeInput, acmeMesh, acmeRegistry } from '../support/mesh.js';
import { compile } from '../rules/project.js';

function product(text: string): CompiledProduct {
  const { artifact, diagnostics } = compile(text);
  if (!artifact) throw new Error(JSON.stringify(diagnostics, null, 2));
  return artifact;
}
const CUSTOMER_360 = 'domains/sales/products/customer-360';

/** customer-360 as compiled once everybody else is published. */
function customer360(): CompiledProduct {
  const mesh = acmeMesh(acmeRegistry.products.filter((each) => each !== CUSTOMER_360));
  const { artifact } = compileProduct(acmeInput(CUSTOMER_360, mesh));
  if (!artifact) throw new Error('customer-360 does not compile');
  return artifact;
}

const edges = ({ lineage }: CompiledProduct, level: string): string[] =>
  lineage.filter((each) => each.level === level).map(({ from, to }) => `${from} -> ${to}`);

describe("acme's customer-360, compiled", () => {
  it('has the facts that the ADR prints', () => {
    expect(customer360()).toMatchObject({
      fqn: 'sales.customer-360',
      version: '3.2.1',
      pattern: 'medallion',
      coverage: 92,
      schedule: { cron: '0 */6 * * *', timezone: 'UTC', longestGap: 'PT6H' },
      platform: [
        { name: 'sales-domain', version: '2.1.0' },
        { name: 'acme-enterprise', version: '1.0.0' },
      ],
      outputPorts: [
        {
          fqn: 'sales.customer-360.customers',
          namespace: 'sales.gold',
          sla: {
            freshness: 'PT6H',
            availability: 99.9,
            quality: [
              { metric: 'completeness', target: 99 },
              { metric: 'accuracy', target: 98 },
            ],
          },
          access: {
            stated: true,
            default: 'deny',
            grants: [
              { grantee: 'marketing', granteeKind: 'domain' },
              { grantee: 'finance' },
              { grantee: 'analysts', granteeKind: 'role' },
            ],
          },
        },
        { fqn: 'sales.customer-360.customer_segments', access: { stated: false, default: 'deny', grants: [] } },
      ],
    });
  });

  it('takes the columns of a port from its JSON Schema, and where it has none from its model', () => {
    const [customers, segments] = customer360().outputPorts;
    expect(customers?.columns.slice(0, 3)).toMatchObject([
      { name: 'customer_id', type: 'string', required: true, primaryKey: true, classification: 'internal' },
      { name: 'full_name', type: 'string', required: false, classification: 'pii' },
      { name: 'email', type: 'string' },
    ]);
    expect(customers?.columns.find(({ name }) => name === 'updated_at')?.type).toBe('timestamp');
    expect(segments?.columns).toMatchObject([
      { name: 'customer_id', required: true, unique: true, primaryKey: true },
      { name: 'segment', enum: ['enterprise', 'growth', 'self_serve', 'dormant'] },
      { name: 'score' },
      { name: 'previous_segment' },
      { name: 'assigned_at' },
    ]);
  });

  it('has lineage at three levels, from source to output port', () => {
    const compiled = customer360();
    expect(edges(compiled, 'product')).toEqual(['marketing.campaign-attribution -> sales.customer-360']);
    expect(edges(compiled, 'port')).toEqual([
      'marketing.campaign-attribution.customer_interactions -> sales.customer-360.marketing_interactions',
      'sales.customer-360.crm_data -> sales.customer-360.customer_segments',
      'sales.customer-360.crm_data -> sales.customer-360.customers',
      'sales.customer-360.marketing_interactions -> sales.customer-360.customer_segments',
      'sales.customer-360.support_tickets -> sales.customer-360.customer_segments',
      'sales.customer-360.support_tickets -> sales.customer-360.customers',
      'source:dlt/salesforce -> sales.customer-360.crm_data',
      'source:dlt/zendesk -> sales.customer-360.support_tickets',
    ]);
    expect(edges(compiled, 'model')).toEqual(
      expect.arrayContaining([
        'sales.customer-360.crm_data -> sales.customer-360#sales_bronze_salesforce_accounts',
        'sales.customer-360#sales_bronze_salesforce_accounts -> sales.customer-360#sales_silver_accounts',
        'sales.customer-360#sales_gold_customers -> sales.customer-360.customers',
      ]),
    );
  });

  it('derives the contract that the ADR shows', () => {
    expect(customer360().contracts).toMatchObject([
      {
        providerPort: 'marketing.campaign-attribution.customer_interactions',
        consumer: 'sales.customer-360',
        inputPort: 'marketing_interactions',
        terms: { compatibility: 'backward', breakingChangeNotice: 'P7D', sla: { freshness: 'PT2H', availability: 99 } },
        policy: { compatibility: 'backward', breakingChangeNotice: 'P7D' },
      },
    ]);
  });

  it.each(acmeRegistry.products)('%s compiles without an error in the whole mesh', (folder) => {
    const mesh = acmeMesh(acmeRegistry.products.filter((each) => each !== folder));
    const { outcome, diagnostics } = compileProduct(acmeInput(folder, mesh));
    const warnings: Readonly<Record<string, readonly string[]>> = {
      'domains/marketing/products/targeting-engine': ['CONTRACT_ACCESS_UNSTATED'],
      'domains/risk/products/counterparty-risk': ['DOMAIN_NOT_REGISTERED'],
    };
    expect([outcome, diagnostics.map(({ code }) => code)]).toEqual(['succeeded', warnings[folder] ?? []]);
  });
});

describe('lineage through models', () => {
  const MODELS =
    '# models/m.yml\nmodels:\n  - {name: bronze_a, columns: [{name: id, tests: [not_null]}]}\n  - {name: bronze_b, meta: {floe: {port: out}}, columns: [{name: id, tests: [not_null]}]}\n';
  const PORTS =
    '# data-product.yaml\noutput_ports: [{name: out, table: sales.gold.out}]\ninput_ports: [{name: one, source: {type: ingestion, config: {type: dlt, source: shop}}}, {name: two, source: {type: ingestion, config: {type: dlt, source: crm}}}]\n';
  const code = (name: string, text: string): string => `# models/${name}.sql\n${text}\n`;

  it('leads an output port back to the input ports that its models read, and to sources that no port stands for', () => {
    const text =
      PORTS +
      MODELS +
      code('bronze_a', "{{ source('one', 't') }} {{ source('legacy', 'dump') }}") +
      code('bronze_b', "{{ ref('bronze_a') }}");
    expect(edges(product(text), 'port').filter((each) => each.endsWith('.out'))).toEqual([
      'sales.orders.one -> sales.orders.out',
      'source:legacy/dump -> sales.orders.out',
    ]);
  });

  it('takes every input port where the models say nothing', () => {
    expect(edges(product(PORTS + MODELS), 'port').filter((each) => each.endsWith('.out'))).toEqual([
      'sales.orders.one -> sales.orders.out',
      'sales.orders.two -> sales.orders.out',
    ]);
  });

  it('says so by edges straight from input to output port among those of models', () => {
    const straight = (more: string): string[] =>
      edges(product(PORTS + MODELS + more), 'model').filter((each) => /orders\.(one|two) -> .*\.out$/.test(each));
    expect(straight('')).toEqual(['sales.orders.one -> sales.orders.out', 'sales.orders.two -> sales.orders.out']);
    expect(straight(code('bronze_b', "{{ source('one', 't') }}"))).toEqual([]);
  });

  it('finds the input port of a source by meta, by name, and by the table of its provider', () => {
    const text = `# mesh.yaml
published: {finance.revenue.invoices: {}}
# data-product.yaml
output_ports: [{name: out, table: sales.gold.out}]
input_ports: [{name: one, source: {type: ingestion, config: {type: dlt, source: shop}}}, {name: two, source: {type: data_product, ref: finance.revenue.invoices}}]
# models/s.yml
sources:
  - {name: renamed, meta: {floe: {input_port: one}}, tables: [{name: t}]}
  - {name: warehouse, schema: finance.gold, tables: [{name: bills, identifier: invoices}]}
${MODELS}${code('bronze_b', "{{ source('renamed', 't') }} {{ source('warehouse', 'bills') }}")}`;
    expect(edges(product(text), 'model').filter((each) => each.endsWith('#bronze_b'))).toEqual([
      'sales.orders.one -> sales.orders#bronze_b',
      'sales.orders.two -> sales.orders#bronze_b',
    ]);
  });

  it('ends although models refer to each other in a circle', () => {
    const text =
      PORTS +
      MODELS +
      code('bronze_a', "{{ ref('bronze_b') }}") +
      code('bronze_b', "{{ ref('bronze_a') }} {{ source('one', 't') }}");
    expect(edges(product(text), 'port')).toContain('sales.orders.one -> sales.orders.out');
  });

  it('sees through snapshots', () => {
    const snapshot =
      "# snapshots/s.sql\n{% snapshot snap %}{{ config(unique_key='id', strategy='check', check_cols='all') }}select * from {{ source('two', 't') }}{% endsnapshot %}\n";
    const text = PORTS + MODELS + snapshot + code('bronze_b', "{{ ref('snap') }}");
    expect(edges(product(text), 'model').filter((each) => each.endsWith('#bronze_b'))).toEqual([
      'sales.orders.two -> sales.orders#bronze_b',
    ]);
  });

  it('names the table of a model by its layer, its alias or the port that it feeds', () => {
    const text = `${PORTS}# models/m.yml\nmodels:\n  - {name: bronze_a, columns: [{name: id, tests: [not_null]}]}\n  - {name: bronze_c, config: {alias: bronze_see}, columns: [{name: id, tests: [not_null]}]}\n  - {name: bronze_b, meta: {floe: {port: out}}, columns: [{name: id, tests: [not_null]}]}\n`;
    expect(product(text).models.map(({ name, table }) => [name, table])).toEqual([
      ['bronze_a', 'sales.bronze.a'],
      ['bronze_b', 'sales.gold.out'],
      ['bronze_c', 'sales.bronze.see'],
    ]);
  });
});
