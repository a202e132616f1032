import { defineRule } from './rule.js';

/** ADR-0021, Catalog Structure in Data Mesh: a table stands for one output port. */
export const portTableClaimed = defineRule<{ table: string; by: string }>({
  code: 'PORT_TABLE_CLAIMED',
  family: 'namespace',
  severity: 'error',
  title: 'Another output port exposes the same table.',
  why: 'A table has one owner, who answers for its schema and its SLA.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}, {name: all_orders, table: sales.gold.orders}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}, {name: all_orders, table: sales.gold.all_orders}]',
  },
  mend: 'Expose a table of its own, or read from the port that exposes this one.',
  check({ outputs, mesh, fqn }, out) {
    for (const port of outputs) {
      const { table } = port.port;
      const earlier = outputs.find((each) => each.order < port.order && each.port.table === table);
      const other = mesh.claimedTables.find((each) => each.table === table && each.product !== fqn);
      const by = earlier?.fqn ?? other?.product;
      if (by === undefined) continue;
      const related = earlier ? [{ message: 'The first one', location: earlier.tableLocation }] : [];
      out.fail(port, { table, by }, { location: port.tableLocation, related });
    }
  },
  message: (port, { table, by }) => `Table '${table}' of output port '${port}' is exposed by ${by} already`,
  hint: () => 'Expose a table of its own, or read from that port',
});
