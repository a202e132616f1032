import type { CompiledProduct } from '../../src/compiler/artifact.js';
import type { Database } from '../../src/entities/database.js';
import { sql, type Sql } from '../../src/entities/sql.js';

/** What must never be found: each statement names the things of which a part is missing. */
const HALVES: Readonly<Record<string, Sql>> = {
  'a product whose standing version is not kept': sql`
    SELECT p.fqn AS "name" FROM products p WHERE NOT EXISTS (
      SELECT 1 FROM product_versions v WHERE v.product_id = p.id AND v.version = p.version AND v.digest = p.digest)`,
  'a product version that no event tells of': sql`
    SELECT p.fqn AS "name" FROM product_versions v JOIN products p ON p.id = v.product_id WHERE NOT EXISTS (
      SELECT 1 FROM events e WHERE e.kind = 'product_published' AND e.subject_id = v.id)`,
  'an event of no product version': sql`
    SELECT CAST(e.seq AS TEXT) AS "name" FROM events e WHERE e.kind = 'product_published' AND NOT EXISTS (
      SELECT 1 FROM product_versions v WHERE v.id = e.subject_id)`,
  'a product version without its successful compilation': sql`
    SELECT p.fqn AS "name" FROM product_versions v JOIN products p ON p.id = v.product_id
    JOIN compilations c ON c.id = v.compilation_id WHERE c.status <> 'succeeded'`,
  'a product that search does not find': sql`
    SELECT p.fqn AS "name" FROM products p WHERE NOT EXISTS (
      SELECT 1 FROM search_entries s WHERE s.product_id = p.id AND s.kind = 'product')`,
  'an input port that waits for a provider that stands': sql`
    SELECT i.fqn AS "name" FROM input_ports i JOIN output_ports o ON o.fqn = i.ref WHERE i.provider_port_id IS NULL`,
  'an input port without its contract': sql`
    SELECT i.fqn AS "name" FROM input_ports i WHERE i.provider_port_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM contracts k WHERE k.provider_port_id = i.provider_port_id AND k.consumer_product_id = i.product_id)`,
  'a contract without its version': sql`
    SELECT k.name AS "name" FROM contracts k WHERE NOT EXISTS (
      SELECT 1 FROM contract_versions v WHERE v.contract_id = k.id AND v.version = k.version)`,
  'a contract whose beginning is not in the feed': sql`
    SELECT k.name AS "name" FROM contracts k WHERE (SELECT COUNT(*) FROM contract_changes x
      WHERE x.contract_id = k.id AND x.kind = 'CONTRACT_ESTABLISHED') <> 1`,
  'a change without its event, or an event without its change': sql`
    SELECT CAST(e.seq AS TEXT) AS "name" FROM events e LEFT JOIN contract_changes x ON x.seq = e.seq
    WHERE (e.kind = 'contract_change') <> (x.seq IS NOT NULL)`,
  'a wrong number of consumers': sql`
    SELECT p.fqn AS "name" FROM products p WHERE p.consumer_count <> (
      SELECT COUNT(DISTINCT k.consumer_product_id) FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
      WHERE o.product_id = p.id)`,
  'a gap in the event log': sql`
    SELECT 'events' AS "name" FROM event_counter c
    WHERE c.last_seq <> (SELECT COUNT(*) FROM events) OR c.last_seq <> (SELECT COALESCE(MAX(seq), 0) FROM events)`,
};

interface Parts {
  readonly compiled: string;
  readonly outputs: number;
  readonly inputs: number;
  readonly models: number;
  readonly edges: number;
}

/** Products of which not all ports, models and lineage are there that were compiled. */
async function productsInPart(db: Database): Promise<string[]> {
  const rows = await db.all<Parts>(sql`
    SELECT v.compiled AS "compiled",
      (SELECT COUNT(*) FROM output_ports o WHERE o.product_id = p.id AND o.removed_at IS NULL) AS "outputs",
      (SELECT COUNT(*) FROM input_ports i WHERE i.product_id = p.id) AS "inputs",
      (SELECT COUNT(*) FROM models m WHERE m.product_id = p.id) AS "models",
      (SELECT COUNT(*) FROM lineage_edges e WHERE e.product_id = p.id) AS "edges"
    FROM products p JOIN product_versions v ON v.product_id = p.id AND v.version = p.version`);
  return rows.flatMap((row) => {
    const compiled = JSON.parse(row.compiled) as CompiledProduct;
    const expected = [compiled.outputPorts, compiled.inputPorts, compiled.models, compiled.lineage];
    const found = [row.outputs, row.inputs, row.models, row.edges].map(Number);
    const whole = expected.every((parts, index) => parts.length === found[index]);
    return whole
      ? []
      : [`${compiled.fqn}: has ${found.join(', ')} of ${expected.map((parts) => parts.length).join(', ')}`];
  });
}

/** Everything in the store of which only a part was written; empty for a store that is whole. */
export async function halvesIn(db: Database): Promise<string[]> {
  const found = await productsInPart(db);
  for (const [what, statement] of Object.entries(HALVES))
    for (const { name } of await db.all<{ name: string }>(statement)) found.push(`${what}: ${name}`);
  return found;
}
