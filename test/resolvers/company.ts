import type {
  CompiledColumn,
  CompiledEdge,
  CompiledInputPort,
  CompiledModel,
  CompiledOutputPort,
  CompiledProduct,
  CompiledSla,
} from '../../src/compiler/artifact.js';
import { publishManifest } from '../../src/actions/publishManifest.js';
import { NO_NOTICE } from '../../src/actions/storing/notice.js';
import { findProducts } from '../../src/actions/storing/findProduct.js';
import { storeProducts } from '../../src/actions/storing/storeProduct.js';
import { lockEventLog } from '../../src/entities/writes/events.js';
import type { Toolkit } from '../../src/actions/kit/toolkit.js';
import { insertCompilation } from '../../src/entities/writes/compilations.js';
import { ACME_MANIFESTS, acmeManifest } from '../support/acme.js';

export const NOW = '2026-01-15T12:00:00.000Z';

/** What the tests say of a product; everything else follows from it. */
export interface ProductSketch {
  readonly fqn: string;
  readonly version?: string;
  readonly description?: string;
  readonly owner?: string;
  /** Names of output ports, each a table of the domain's gold namespace, with these columns. */
  readonly outputs?: Readonly<Record<string, readonly string[]>>;
  /** Names of input ports: `dlt:salesforce`, or the fqn of an output port. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Names of models; data flows from every input through every model to every output. */
  readonly models?: readonly string[];
  readonly sla?: CompiledSla | null;
  readonly pattern?: CompiledProduct['pattern'];
}

const column = (name: string, over: Partial<CompiledColumn> = {}): CompiledColumn => ({
  name,
  type: 'string',
  required: false,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
  ...over,
});

const SLA: CompiledSla = {
  freshness: 'PT6H',
  availability: 99.9,
  quality: [{ metric: 'completeness', target: 99 }],
};

function outputPorts({ fqn, outputs = {}, sla = SLA }: ProductSketch): CompiledOutputPort[] {
  const [domain] = fqn.split('.');
  return Object.entries(outputs).map(([name, columns]) => ({
    name,
    fqn: `${fqn}.${name}`,
    description: `The ${name} of ${fqn}`,
    sla,
    table: `${domain}.gold.${name}`,
    namespace: `${domain}.gold`,
    columns: columns.map((each) => column(each)),
    access: { stated: true, default: 'allow', grants: [{ grantee: 'analysts', granteeKind: 'role', access: 'read' }] },
  }));
}

function inputPorts({ fqn, inputs = {} }: ProductSketch): CompiledInputPort[] {
  return Object.entries(inputs).map(([name, source]) => {
    const [type = '', system] = source.split(':');
    return {
      name,
      fqn: `${fqn}.${name}`,
      description: null,
      freshnessRequirement: 'PT24H',
      source: system
        ? { kind: 'ingestion', type, source: system, config: { schedule: 'hourly' } }
        : { kind: 'data_product', ref: source },
    };
  });
}

function modelsOf({ fqn, models = [] }: ProductSketch): CompiledModel[] {
  const [domain] = fqn.split('.');
  return models.map((name) => ({
    name,
    fqn: `${fqn}#${name}`,
    layer: 'gold',
    table: `${domain}.gold.${name}`,
    description: null,
    columns: [column('id', { required: true })],
    tests: ['not_null', 'unique'],
    coverage: 100,
  }));
}

function lineage(
  sketch: ProductSketch,
  inputs: readonly CompiledInputPort[],
  outputs: readonly CompiledOutputPort[],
): CompiledEdge[] {
  const edges: CompiledEdge[] = [];
  const models = modelsOf(sketch);
  const add = (
    levels: readonly CompiledEdge['level'][],
    from: [string, CompiledEdge['fromKind']],
    to: [string, CompiledEdge['toKind']],
  ): void => {
    for (const level of levels) edges.push({ level, from: from[0], fromKind: from[1], to: to[0], toKind: to[1] });
  };
  for (const input of inputs) {
    const { source, fqn } = input;
    if (source.kind === 'ingestion')
      add(['port', 'model'], [`source:${source.type}/${source.source}`, 'source'], [fqn, 'input_port']);
    else {
      add(['port', 'model'], [source.ref, 'output_port'], [fqn, 'input_port']);
      const provider = source.ref.split('.').slice(0, 2).join('.');
      if (!edges.some((edge) => edge.level === 'product' && edge.from === provider))
        add(['product'], [provider, 'product'], [sketch.fqn, 'product']);
    }
    for (const output of outputs) add(['port'], [fqn, 'input_port'], [output.fqn, 'output_port']);
    for (const model of models) add(['model'], [fqn, 'input_port'], [model.fqn, 'model']);
  }
  for (const model of models)
    for (const output of outputs) add(['model'], [model.fqn, 'model'], [output.fqn, 'output_port']);
  return edges;
}

/** The compiled form of a sketch, as a compilation would hand it to the store. */
function compiled(sketch: ProductSketch): CompiledProduct {
  const [domain = '', name = ''] = sketch.fqn.split('.');
  const [inputs, outputs] = [inputPorts(sketch), outputPorts(sketch)];
  const team = sketch.owner ?? `${domain}-team`;
  return {
    fqn: sketch.fqn,
    name,
    domain,
    version: sketch.version ?? '1.0.0',
    description: sketch.description ?? null,
    ownership: { team, email: `${team}@acme.com`, slack: null },
    pattern: sketch.pattern ?? 'medallion',
    platform: [],
    layers: [],
    inputPorts: inputs,
    outputPorts: outputs,
    models: modelsOf(sketch),
    lineage: lineage(sketch, inputs, outputs),
    contracts: inputs.flatMap(({ name: inputPort, source }) =>
      source.kind === 'data_product'
        ? [
            {
              providerPort: source.ref,
              consumer: sketch.fqn,
              inputPort,
              terms: null,
              policy: { compatibility: 'backward' as const, breakingChangeNotice: 'P7D' },
            },
          ]
        : [],
    ),
    schedule: { cron: '0 */6 * * *', timezone: 'UTC', longestGap: 'PT6H', duration: null },
    coverage: 92,
  };
}

/** The document of a product, as far as it is told. */
const documentOf = ({ name, version, ownership, outputPorts }: CompiledProduct): string =>
  JSON.stringify({
    apiVersion: 'floe.dev/v1',
    kind: 'DataProduct',
    metadata: { name, version },
    ownership: { team: ownership.team, email: ownership.email },
    output_ports: outputPorts.map((port) => ({ name: port.name, table: port.table })),
  });

/** Publishes the enterprise and domain manifests of examples/acme. */
export async function publishManifests(kit: Toolkit): Promise<void> {
  for (const { file } of ACME_MANIFESTS) {
    const { manifest, userErrors, compilation } = await publishManifest(kit, acmeManifest(file));
    if (!manifest) throw new Error(JSON.stringify([userErrors, compilation.diagnostics]));
  }
}

/** Stores products as a publication does once they are compiled, each in its own transaction. */
export async function publishSketches(kit: Toolkit, sketches: readonly ProductSketch[]): Promise<void> {
  for (const sketch of sketches) {
    const product = compiled(sketch);
    const at = kit.clock.now().toISOString();
    await kit.db.transaction(async (tx) => {
      await lockEventLog(tx);
      const compilation = await insertCompilation(tx, {
        subject: product.fqn,
        subjectKind: 'product',
        status: 'succeeded',
        closing: null,
        artifacts: product,
        stages: [1, 2, 3, 4, 5, 6].map((index) => ({
          index,
          of: 6,
          title: `Stage ${index}`,
          status: 'passed',
          checks: [{ ok: true, message: `Product: ${product.name}`, depth: 0 }],
        })),
        diagnostics: [
          {
            code: 'EXAMPLE_WARNING',
            severity: 'warning',
            message: 'Careful.',
            notes: ['Look here'],
            subject: product.fqn,
          },
          { code: 'EXAMPLE_INFO', severity: 'info', message: 'Just so.', notes: [] },
        ],
        contractNames: [],
        durationMs: 1.5,
        environment: 'production',
        at,
      });
      const notice = { ...NO_NOTICE, accepted: () => true };
      const request = { source: documentOf(product), file: 'data-product.yaml', files: [] };
      const digest = `sha256:${product.version}`;
      const [found] = await findProducts(tx, [product]);
      if (!found) throw new Error(`nothing is known of where ${product.fqn} is to lie`);
      await storeProducts(kit, tx, [{ request, product, digest, compilation, notice, found, upstream: [] }]);
    });
  }
}

/** The company the tests speak of: a cycle between sales and marketing, as ADR-0021's own example has one. */
export const COMPANY: readonly ProductSketch[] = [
  {
    fqn: 'sales.customer-360',
    version: '3.2.0',
    description: 'A view of the customer',
    outputs: { customers: ['customer_id', 'email'], leads: ['lead_id'] },
    inputs: { crm_data: 'dlt:salesforce' },
    models: ['sales_gold_customers'],
  },
  {
    fqn: 'sales.customer-360',
    version: '3.2.1',
    description: 'Unified view of customer',
    outputs: { customers: ['customer_id', 'email', 'region'], customer_segments: ['segment_id'] },
    inputs: {
      crm_data: 'dlt:salesforce',
      marketing_interactions: 'marketing.campaign-attribution.customer_interactions',
    },
    models: ['sales_gold_customers', 'sales_gold_customer_segments'],
  },
  { fqn: 'sales.opportunity-pipeline', outputs: { pipeline_stages: ['stage_id'] }, inputs: { crm: 'dlt:salesforce' } },
  {
    fqn: 'marketing.campaign-attribution',
    outputs: { customer_interactions: ['customer_id', 'campaign_id'], attribution: ['campaign_id'] },
    inputs: { sales_customers: 'sales.customer-360.customers' },
    models: ['gold_attribution'],
  },
  {
    fqn: 'finance.revenue-metrics',
    owner: 'finance-analytics',
    pattern: 'kimball',
    outputs: { revenue: ['amount'] },
    inputs: { sales_customers: 'sales.customer-360.customers' },
  },
  {
    fqn: 'marketing.targeting-engine',
    outputs: { audiences: ['audience_id'] },
    inputs: { segments: 'sales.customer-360.customer_segments' },
  },
];
