import type { PagedQuery } from '../paging.js';
import { SlaBreachRow } from '../rows/sla/SlaBreachRow.js';
import { selectList, sql } from '../sql.js';

/** Which breaches; every condition given must hold. */
export interface BreachFilter {
  readonly open?: boolean | null;
  readonly domains?: readonly string[] | null;
  readonly products?: readonly string[] | null;
  readonly ports?: readonly string[] | null;
  readonly objectives?: readonly string[] | null;
}

/** Breaches, in the order in which they were opened. */
export function breachesQuery(filter: BreachFilter | null): PagedQuery {
  const { open, domains, products, ports, objectives } = filter ?? {};
  return {
    select: selectList(SlaBreachRow, 'b'),
    from: sql`sla_breaches b JOIN output_ports o ON o.id = b.port_id JOIN products p ON p.id = o.product_id
              JOIN domains d ON d.id = p.domain_id`,
    where: [
      ...(open == null ? [] : [open ? sql`b.resolved_at IS NULL` : sql`b.resolved_at IS NOT NULL`]),
      ...(domains ? [sql`d.name ${sql.in(domains)}`] : []),
      ...(products ? [sql`p.fqn ${sql.in(products)}`] : []),
      ...(ports ? [sql`o.fqn ${sql.in(ports)}`] : []),
      ...(objectives ? [sql`b.objective ${sql.in(objectives)}`] : []),
    ],
    order: [{ column: 'b.id' }],
  };
}
