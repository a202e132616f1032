import type { CompiledAccess } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { GrantRow } from '../rows/platform/GrantRow.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql } from '../sql.js';

/** An output port as far as access to it is asked for and granted. */
export interface StandingPort {
  readonly id: number;
  readonly fqn: string;
  readonly name: string;
  readonly access: CompiledAccess;
  readonly removedAt: string | null;
  readonly namespaceId: number | null;
  readonly namespace: string | null;
  /** fqn */
  readonly product: string;
  readonly retiredAt: string | null;
  readonly domain: string;
  /** That governs the domain. */
  readonly manifestId: number | null;
}

type Found = Omit<StandingPort, 'access'> & { readonly access: string };

const PORTS = sql`SELECT o.id AS "id", o.fqn AS "fqn", o.name AS "name", o.access AS "access", o.removed_at AS "removedAt",
  o.namespace_id AS "namespaceId", n.path AS "namespace", p.fqn AS "product", p.retired_at AS "retiredAt",
  d.name AS "domain", d.manifest_id AS "manifestId"
  FROM output_ports o JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
  LEFT JOIN namespaces n ON n.id = o.namespace_id`;

const read = (found: Found | undefined): StandingPort | null =>
  found ? { ...found, access: JSON.parse(found.access) as CompiledAccess } : null;

/** The port of this fqn, one that its product dropped too; null where there never was one. */
export const portNamed = async (db: Reader, fqn: string): Promise<StandingPort | null> =>
  read(await db.one<Found>(sql`${PORTS} WHERE o.fqn = ${fqn}`));

/** The port of this id. */
export const portOfId = async (db: Reader, id: number): Promise<StandingPort | null> =>
  read(await db.one<Found>(sql`${PORTS} WHERE o.id = ${id}`));

/** The document of a product that stands: as its publisher named it, and its text. */
export const standingDocument = (
  db: Reader,
  product: string,
): Promise<{ readonly file: string; readonly source: string } | undefined> =>
  db.one(sql`SELECT p.file AS "file", p.source AS "source" FROM products p WHERE p.fqn = ${product}`);

/** Who may do what in a namespace. */
export const grantsIn = (db: Reader, namespaceId: number): Promise<GrantRow[]> =>
  db.all(sql`SELECT ${selectList(GrantRow, 'g')} FROM grants g WHERE g.namespace_id = ${namespaceId} ORDER BY g.id`);

/** fqns of the products of other domains that read a port under a contract in force. */
export async function foreignConsumers(db: Reader, { id, domain }: StandingPort): Promise<string[]> {
  const rows = await db.all<{ fqn: string }>(sql`
    SELECT DISTINCT c.fqn AS "fqn" FROM contracts k JOIN products c ON c.id = k.consumer_product_id
    JOIN domains d ON d.id = c.domain_id
    WHERE k.provider_port_id = ${id} AND k.status <> 'retired' AND c.retired_at IS NULL AND d.name <> ${domain}
    ORDER BY c.fqn`);
  return rows.map(({ fqn }) => fqn);
}

/** A manifest with those above it, the nearest first. */
export const manifestChain = (db: Reader, id: number): Promise<ManifestRow[]> =>
  db.all(sql`
    WITH RECURSIVE up(id, parent_id, depth) AS (
      SELECT m.id, m.parent_id, 0 FROM manifests m WHERE m.id = ${id}
      UNION ALL SELECT m.id, m.parent_id, up.depth + 1 FROM up JOIN manifests m ON m.id = up.parent_id)
    SELECT ${selectList(ManifestRow, 'm')} FROM up JOIN manifests m ON m.id = up.id ORDER BY up.depth`);
