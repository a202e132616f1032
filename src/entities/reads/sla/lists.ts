import type { PagedQuery } from '../../paging.js';
import { ObservationRow } from '../../rows/sla/ObservationRow.js';
import { SlaBreachRow } from '../../rows/sla/SlaBreachRow.js';
import { selectList, sql, type Sql } from '../../sql.js';
import { countersFor, isOne } from '../../counters.js';

/** Which breaches; every condition given must hold. */
export interface BreachFilter {
  readonly open?: boolean | null;
  readonly domains?: readonly string[] | null;
  readonly products?: readonly string[] | null;
  readonly ports?: readonly string[] | null;
  readonly objectives?: readonly string[] | null;
}

const ofPorts = (ports: Sql): Sql => sql`b.port_id IN (SELECT o.id FROM ${ports})`;

/** Breaches, in the order in which they were opened. */
export function breachesQuery(filter: BreachFilter | null): PagedQuery {
  const { open, domains, products, ports, objectives } = filter ?? {};
  return {
    select: selectList(SlaBreachRow, 'b'),
    from: sql`sla_breaches b`,
    where: [
      ...(open == null ? [] : [open ? sql`b.resolved_at IS NULL` : sql`b.resolved_at IS NOT NULL`]),
      ...(domains
        ? [
            ofPorts(sql`domains d JOIN products p ON p.domain_id = d.id
        JOIN output_ports o ON o.product_id = p.id WHERE d.name ${sql.in(domains)}`),
          ]
        : []),
      ...(products
        ? [ofPorts(sql`products p JOIN output_ports o ON o.product_id = p.id WHERE p.fqn ${sql.in(products)}`)]
        : []),
      ...(ports ? [ofPorts(sql`output_ports o WHERE o.fqn ${sql.in(ports)}`)] : []),
      ...(objectives ? [sql`b.objective ${sql.in(objectives)}`] : []),
    ],
    order: [{ column: 'b.id', numeric: true }],
    counters: countersFor(
      'sla_breaches',
      filter,
      open == null ? null : { facet: 'state', value: isOne(open ? 'open' : 'resolved') },
    ),
  };
}

/** Which observations of a port; every condition given must hold. */
export interface ObservationFilter {
  readonly objective?: string | null | undefined;
  /** ISO 8601: not earlier than this. */
  readonly since?: string | null | undefined;
}

/** The observations of a port, in the order of their own times. */
export function observationsQuery(portId: number, { objective, since }: ObservationFilter): PagedQuery {
  return {
    select: selectList(ObservationRow, 'o'),
    from: sql`observations o`,
    where: [
      sql`o.port_id = ${portId}`,
      ...(objective == null ? [] : [sql`o.objective = ${objective}`]),
      ...(since == null ? [] : [sql`o.at >= ${since}`]),
    ],
    order: [{ column: 'o.at' }, { column: 'o.id', numeric: true }],
  };
}
