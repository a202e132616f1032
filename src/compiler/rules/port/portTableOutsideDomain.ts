import type { ProductFacts } from '../../facts/product/productFacts.js';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** The namespaces that a product's tables may stand in: those of the layers, and what the manifests declare beside them. */
function allowed({ platform }: ProductFacts): string[] {
  const layers = platform.layers.map(({ namespace }) => namespace);
  const declared = platform.namespaces.map(({ path }) => path);
  const own = declared.filter(
    (path) => platform.organization === 'centralized' || path.startsWith(`${platform.domain.namespace}.`),
  );
  return [...new Set([...layers, ...own])];
}

/** ADR-0021, Federated Governance Enforcement [5/6]: "Domain namespace: sales.* ✓". */
export const portTableOutsideDomain = defineRule<{
  table: string;
  namespace: string;
  domain: string | null;
  allowed: readonly string[];
}>({
  code: 'PORT_TABLE_OUTSIDE_DOMAIN',
  family: 'namespace',
  severity: 'error',
  passesIn: ['data_mesh'],
  title: 'The table of an output port lies outside the namespaces of its domain.',
  why: 'A domain owns its namespace: grants and cleaning-up go by it.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: marketing.gold.orders}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}]',
  },
  mend: 'Put the table into a layer namespace of the domain.',
  check(facts, out) {
    const { outputs, platform } = facts;
    const mesh = platform.organization === 'data_mesh';
    const domain = mesh ? platform.domain.namespace : null;
    const namespaces = allowed(facts);
    for (const port of outputs) {
      if (namespaces.includes(port.namespace)) continue;
      const details = { table: port.port.table, namespace: port.namespace, domain, allowed: namespaces };
      out.fail(port, details, { location: port.tableLocation });
    }
    out.pass({ name: 'namespace', order: 0 }, `Domain namespace: ${platform.domain.namespace}.* ✓`, 'family-failed');
  },
  message: (port, { table, namespace, domain }) =>
    domain !== null && namespace !== domain && !namespace.startsWith(`${domain}.`)
      ? `Table '${table}' of output port '${port}' lies outside the domain namespace ${domain}.*`
      : `Table '${table}' of output port '${port}' lies in no namespace of a layer`,
  expected: (details) =>
    enumerate(
      details.allowed.map((each) => `${each}.*`),
      'or',
    ),
});
