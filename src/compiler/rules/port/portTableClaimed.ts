import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { Subject } from '../../facts/subjects/subject.js';
import { writtenTable } from '../../facts/product/namedTables.js';
import type { SourceLocation } from '../../source.js';
import { defineRule } from '../rule/rule.js';

/** A table that this product writes or exposes. */
interface Claim {
  readonly subject: Subject;
  readonly what: 'output port' | 'model';
  readonly table: string;
  readonly location: SourceLocation | null;
}

/**
 * The tables of the ports, then those that models write beside them: a port and the model that feeds it name one table,
 * as they should. Two models of one project on one relation are dbt's to refuse, which knows their schemas.
 */
function claims({ outputs, models }: ProductFacts): Claim[] {
  const ports = outputs.map((port): Claim => {
    return { subject: port, what: 'output port', table: port.port.table, location: port.tableLocation };
  });
  const exposed = new Set(ports.map(({ table }) => table));
  const written = models.flatMap((model): Claim[] => {
    const table = writtenTable(model);
    if (table === null || exposed.has(table)) return [];
    return [{ subject: model, what: 'model', table, location: model.location }];
  });
  return [...ports, ...written];
}

/** ADR-0021, Catalog Structure in Data Mesh: a table is one product's, and stands for one output port. */
export const portTableClaimed = defineRule<{ table: string; what: Claim['what']; by: string; exposed: boolean }>({
  code: 'PORT_TABLE_CLAIMED',
  family: 'namespace',
  severity: 'error',
  title: 'Another output port exposes the same table, or another product writes it.',
  why: 'A table has one owner, who answers for its schema and its SLA; of two writers the last one wins.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}, {name: all_orders, table: sales.gold.orders}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}, {name: all_orders, table: sales.gold.all_orders}]',
  },
  mend: 'Use a table of its own, or read from the port that exposes this one.',
  check(facts, out) {
    const { outputs, mesh, fqn } = facts;
    const others = mesh.claimedTables.filter(({ product }) => product !== fqn);
    const byTable = new Map(others.map((each) => [each.table, each]));
    for (const { subject, what, table, location } of claims(facts)) {
      const first = what === 'output port' ? outputs.find(({ port }) => port.table === table) : undefined;
      const earlier = first === subject ? undefined : first;
      const other = byTable.get(table);
      const by = earlier?.fqn ?? other?.port ?? other?.product;
      if (by === undefined) continue;
      const related = earlier ? [{ message: 'The first one', location: earlier.tableLocation }] : [];
      const exposed = earlier !== undefined || (other?.port ?? null) !== null;
      out.fail(subject, { table, what, by, exposed }, { location, related });
    }
  },
  message: (name, { table, what, by, exposed }) =>
    `Table '${table}' of ${what} '${name}' is ${exposed ? 'exposed' : 'written'} by ${by} already`,
  hint: ({ exposed }) => (exposed ? 'Use a table of its own, or read from that port' : 'Use a table of its own'),
});
