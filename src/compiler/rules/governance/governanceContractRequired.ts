import type { DbtSourceTable } from '../../document/dbt/project/project.js';
import { interoperability } from './interoperability.js';
import { relationNames } from '../../facts/product/namedTables.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import { defineRule } from '../rule/rule.js';
import type { ClaimedTable } from '../../mesh.js';

const domainOf = ({ product }: ClaimedTable): string => product.split('.')[0] ?? '';

/** A dbt source with the table of another domain that it is. */
interface ForeignRead {
  readonly source: DbtSourceTable;
  readonly table: ClaimedTable;
}

/** The dbt sources that are tables of other domains, and that no input port stands for. */
function foreignReads({ project, mesh, platform, inputs }: ProductFacts): ForeignRead[] {
  const foreign = mesh.claimedTables.filter((each) => domainOf(each) !== platform.domain.name);
  const byTable = new Map(foreign.map((each) => [each.table, each]));
  const contracted = new Set(
    inputs.flatMap(({ provider }) => (provider?.kind === 'found' ? [provider.port.table] : [])),
  );
  return project.sources.flatMap((source) => {
    const name = relationNames(source.path).find((each) => byTable.has(each));
    const table = name === undefined ? undefined : byTable.get(name);
    return table && !contracted.has(table.table) ? [{ source, table }] : [];
  });
}

/** ADR-0021, Enterprise Manifest: `interoperability.data_contracts.required`; docs/governance.md, Interoperability. */
export const governanceContractRequired = defineRule<{ table: string; product: string; port: string | null }>({
  code: 'GOVERNANCE_CONTRACT_REQUIRED',
  family: 'governance',
  severity: 'error',
  title: "A dbt source reads another domain's table without a data contract, where the enterprise requires one.",
  why: 'The other domain does not know of this reader: it may change or drop the table any day.',
  example: {
    bad: '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {required: true}}}\n# mesh.yaml\npublished: {finance.billing.invoices: {}}\nclaimed: {finance.gold.invoices: finance.billing.invoices}\n# models/s.yml\nsources: [{name: billing, database: finance, schema: gold, tables: [{name: invoices}]}]',
    good: '# enterprise-manifest.yaml\ngovernance: {interoperability: {data_contracts: {required: true}}}\n# mesh.yaml\npublished: {finance.billing.invoices: {}}\nclaimed: {finance.gold.invoices: finance.billing.invoices}\n# data-product.yaml\ninput_ports: [{name: billing, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/s.yml\nsources: [{name: billing, database: finance, schema: gold, tables: [{name: invoices}]}]',
  },
  mend: 'Declare an input port of type `data_product` that names the output port of the table; its contract is then established. A table that no port exposes is not for others: ask its product for a port.',
  check(facts, out) {
    const { contractsRequired } = interoperability(facts.platform);
    if (!contractsRequired || facts.platform.organization !== 'data_mesh') return;
    foreignReads(facts).forEach(({ source, table }, order) => {
      const { location } = source;
      out.fail({ name: `${source.source}.${source.table}`, order, location }, { ...table });
    });
  },
  message: (source, { table, product }) => `Source '${source}' reads ${table} of ${product} without a data contract`,
  expected: ({ port, product }) =>
    port === null ? `an output port of ${product} that exposes it` : `an input port with ref: ${port}`,
  hint: ({ port }) => (port === null ? 'No output port exposes this table: ask its product for one' : undefined),
});
