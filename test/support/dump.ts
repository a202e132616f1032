import type { Database } from '../../src/entities/database.js';
import { sql, type Sql } from '../../src/entities/sql.js';

/** All that publishing writes, by names in place of ids. */
const TABLES: Readonly<Record<string, Sql>> = {
  compilations: sql`SELECT c.subject, c.subject_kind, c.status, c.closing, c.stages, c.diagnostics, c.artifacts,
    c.contract_names, c.environment, c.at FROM compilations c ORDER BY c.id`,
  products: sql`SELECT p.fqn, p.version, p.digest, p.consumer_count, p.catalog_key, p.first_published_at, p.published_by,
    p.retired_at, p.coverage, d.name AS domain, c.subject, c.status FROM products p JOIN domains d ON d.id = p.domain_id
    JOIN compilations c ON c.id = p.compilation_id ORDER BY p.fqn`,
  versions: sql`SELECT p.fqn, v.version, v.digest, v.compiled, v.source, v.forced_reason FROM product_versions v
    JOIN products p ON p.id = v.product_id ORDER BY v.id`,
  outputs: sql`SELECT o.fqn, o.table_name, o.columns, o.sla, o.access, o.removed_at, o.ordinal, p.fqn AS product,
    n.path AS namespace FROM output_ports o JOIN products p ON p.id = o.product_id
    LEFT JOIN namespaces n ON n.id = o.namespace_id ORDER BY o.fqn`,
  inputs: sql`SELECT i.fqn, i.ref, i.config, i.columns, i.columns_origin, i.freshness_requirement, i.ordinal,
    o.fqn AS provider FROM input_ports i LEFT JOIN output_ports o ON o.id = i.provider_port_id ORDER BY i.fqn, i.ordinal`,
  models: sql`SELECT m.fqn, m.table_path, m.columns, p.fqn AS product FROM models m JOIN products p ON p.id = m.product_id
    ORDER BY m.fqn`,
  tables: sql`SELECT t.path, o.fqn AS port, m.fqn AS model FROM catalog_tables t LEFT JOIN output_ports o ON o.id = t.port_id
    LEFT JOIN models m ON m.id = t.model_id ORDER BY t.path`,
  edges: sql`SELECT e.from_fqn, e.to_fqn, e.level, e.how, p.fqn AS product FROM lineage_edges e
    JOIN products p ON p.id = e.product_id ORDER BY e.level, e.from_fqn, e.to_fqn, p.fqn, e.how`,
  searched: sql`SELECT s.kind, s.key, s.title, s.text, p.fqn AS product FROM search_entries s
    LEFT JOIN products p ON p.id = s.product_id ORDER BY s.kind, s.key, s.title, s.text, p.fqn`,
  contracts: sql`SELECT k.name, k.status, k.version, k.broken_reason, k.columns, k.sla, k.compatibility, k.established_at,
    o.fqn AS port, p.fqn AS consumer FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
    JOIN products p ON p.id = k.consumer_product_id ORDER BY k.name`,
  terms: sql`SELECT k.name, v.version, v.columns, v.sla FROM contract_versions v JOIN contracts k ON k.id = v.contract_id
    ORDER BY k.name, v.version_key`,
  announcements: sql`SELECT p.fqn, a.version, a.status, a.reason, a.effective_at, a.ended_at FROM announcements a
    JOIN products p ON p.id = a.product_id ORDER BY a.id`,
  announced: sql`SELECT k.name, a.version, x.changes, x.since, x.ended_at FROM announced_contracts x
    JOIN contracts k ON k.id = x.contract_id JOIN announcements a ON a.id = x.announcement_id ORDER BY k.name, x.id`,
  events: sql`SELECT e.seq, e.kind, e.at, e.domain, p.fqn, v.version FROM events e
    LEFT JOIN product_versions v ON v.id = e.subject_id AND e.kind = 'product_published'
    LEFT JOIN products p ON p.id = v.product_id ORDER BY e.seq`,
  changes: sql`SELECT x.seq, x.at, x.kind, x.severity, x.path, x.before, x.after, x.message, x.effective_at, x.actor,
    x.contract_name, x.provider_port, x.consumer_product, k.name AS contract, o.fqn AS port FROM contract_changes x
    JOIN contracts k ON k.id = x.contract_id LEFT JOIN output_ports o ON o.id = x.port_id ORDER BY x.seq`,
  counters: sql`SELECT c.list, c.facet, SUM(c.count) AS count FROM counters c GROUP BY 1, 2 ORDER BY 1, 2`,
  position: sql`SELECT last_seq FROM event_counter`,
};

/** All that publishing has written to a store, comparable with what it wrote to another. */
export async function dumpOf(db: Database): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {};
  for (const [name, statement] of Object.entries(TABLES)) dump[name] = await db.all(statement);
  return dump;
}
