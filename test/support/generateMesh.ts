import type { ManifestRequest } from '../../src/actions/publishManifest.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface GeneratedMesh {
  readonly manifests: readonly ManifestRequest[];
  /** Providers before their consumers. */
  readonly products: readonly ProductRequest[];
  /** The output port that most products consume. */
  readonly hotPort: string;
}

const REGISTRY = 'oci://registry.example.com';
const TYPES = ['string', 'integer', 'number', 'boolean', 'timestamp', 'date'];
export const NOUNS = [
  'orders',
  'customers',
  'payments',
  'visits',
  'campaigns',
  'tickets',
  'shipments',
  'invoices',
  'events',
  'stock',
];

const domainName = (index: number): string => `domain-${String(index).padStart(3, '0')}`;

function enterprise(domains: number): ManifestRequest {
  const registered = Array.from({ length: domains }, (_, index) => {
    const name = domainName(index);
    return `  - name: ${name}\n    namespace: ${name.replace('-', '_')}\n    owners: [${name}@example.com]`;
  });
  const source = `apiVersion: floe.dev/v1
kind: Manifest
metadata:
  name: generated-enterprise
  version: "1.0.0"
  scope: enterprise
governance:
  quality_gates:
    minimum_test_coverage: 70
domains:
${registered.join('\n')}
`;
  return { source, file: 'enterprise-manifest.yaml', ref: `${REGISTRY}/enterprise-platform:v1.0.0` };
}

function domain(index: number): ManifestRequest {
  const name = domainName(index);
  const source = `apiVersion: floe.dev/v1
kind: Manifest
metadata:
  name: ${name}-platform
  version: "1.0.0"
  scope: domain
parent:
  ref: ${REGISTRY}/enterprise-platform:v1.0.0
domain:
  name: ${name}
  namespace: ${name.replace('-', '_')}
  owners:
    - team: ${name}-team
      email: ${name}@example.com
data_architecture:
  pattern: medallion
`;
  return { source, file: `domains/${name}/domain-manifest.yaml`, ref: `${REGISTRY}/domains/${name}-platform:v1.0.0` };
}

interface GeneratedPort {
  readonly name: string;
  readonly fqn: string;
  readonly table: string;
  readonly columns: readonly string[];
}

function columnsYaml(random: () => number): string[] {
  const count = 4 + Math.floor(random() * 9);
  return Array.from({ length: count }, (_, index) => {
    const type = TYPES[Math.floor(random() * TYPES.length)] ?? 'string';
    const required = index === 0 || random() < 0.4;
    return `        - { name: column_${index}, type: ${type}, required: ${required}, description: "Column ${index}" }`;
  });
}

function productYaml(
  name: string,
  domainIndex: number,
  ports: readonly GeneratedPort[],
  inputs: readonly string[],
): string {
  const domainText = domainName(domainIndex);
  const outputs = ports.map(
    (port) => `  - name: ${port.name}
    description: "${port.name} of ${name}"
    table: ${port.table}
    schema:
      columns:
${port.columns.join('\n')}
    sla:
      freshness: 6h
      availability: 99.9%
      quality:
        completeness: 99%
    access:
      default: allow`,
  );
  const sources = inputs.map(
    (ref, index) => `  - name: input_${index}
    source:
      type: data_product
      ref: ${ref}
    freshness_requirement: 24h`,
  );
  return `apiVersion: floe.dev/v1
kind: DataProduct
metadata:
  name: ${name}
  version: "1.0.0"
  description: "Generated product ${name}"
domain:
  ref: ${REGISTRY}/domains/${domainText}-platform:v1.0.0
ownership:
  team: ${domainText}-team
  email: ${domainText}@example.com
output_ports:
${outputs.join('\n')}
input_ports:
${
  sources.length > 0
    ? sources.join('\n')
    : '  - name: raw\n    source:\n      type: ingestion\n      config:\n        type: dlt\n        source: generated'
}
schedule:
  cron: "0 */6 * * *"
`;
}

/** How many domains so many products are in. */
export const domainsOf = (products: number): number => Math.max(2, Math.ceil(products / 50));

const manifestsOf = (domains: number): ManifestRequest[] => [
  enterprise(domains),
  ...Array.from({ length: domains }, (_, index) => domain(index)),
];

/**
 * A company of the given number of products, the same for the same seed: domains of about fifty products, one to three
 * output ports of four to twelve columns each, and up to four inputs from products before it. The popularity of ports
 * follows a power law: early ports are consumed by a great many, most by none.
 */
export function generateMesh({
  products,
  seed = 1,
  registered = 0,
}: {
  readonly products: number;
  readonly seed?: number;
  /** How many domains there are manifests for; those of the products at least. */
  readonly registered?: number;
}): GeneratedMesh {
  const random = seededRandom(seed);
  const domains = domainsOf(products);
  const standing: GeneratedPort[] = [];
  const popularity = new Map<string, number>();
  const requests = Array.from({ length: products }, (_, index): ProductRequest => {
    const domainIndex = index % domains;
    const noun = NOUNS[Math.floor(random() * NOUNS.length)] ?? 'orders';
    const name = `${noun}-${String(index).padStart(5, '0')}`;
    const refs = new Set<string>();
    for (let wanted = Math.floor(random() * 5); wanted > 0 && standing.length > 0; wanted--) {
      const port = standing[Math.floor(standing.length * random() ** 4)];
      if (port) refs.add(port.fqn);
    }
    for (const ref of refs) popularity.set(ref, (popularity.get(ref) ?? 0) + 1);
    const ports = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, port): GeneratedPort => {
      const table = `${noun}_${index}_${port}`;
      return {
        name: `${noun}_${port}`,
        fqn: `${domainName(domainIndex)}.${name}.${noun}_${port}`,
        table: `${domainName(domainIndex).replace('-', '_')}.gold.${table}`,
        columns: columnsYaml(random),
      };
    });
    standing.push(...ports);
    const source = productYaml(name, domainIndex, ports, [...refs]);
    return { source, file: `domains/${domainName(domainIndex)}/products/${name}/data-product.yaml`, files: [] };
  });
  const [hotPort = ''] = [...popularity].sort((a, b) => b[1] - a[1]).map(([fqn]) => fqn);
  return {
    manifests: manifestsOf(Math.max(domains, registered)),
    products: requests,
    hotPort,
  };
}
