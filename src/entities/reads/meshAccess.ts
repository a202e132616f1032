import type { CompiledAccess, CompiledGrant } from '../../compiler/artifact.js';
import type { MeshAccess } from '../../compiler/deployment/wanted.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';
import { ROOTS_FIRST } from './namespaces.js';

interface NamespaceRecord {
  readonly id: number;
  readonly path: string;
  readonly domain: string | null;
}

interface GrantRecord extends CompiledGrant {
  readonly namespaceId: number;
}

/** All namespaces with their grants, and the standing output ports with who may read them: three statements. */
export async function meshAccess(db: Reader): Promise<MeshAccess> {
  const namespaces = await db.all<NamespaceRecord>(sql`
    SELECT t.id AS "id", t.path AS "path", d.name AS "domain"
    FROM namespaces t LEFT JOIN domains d ON d.id = t.domain_id ORDER BY ${sql.raw(ROOTS_FIRST)}`);
  const grants = await db.all<GrantRecord>(sql`
    SELECT g.namespace_id AS "namespaceId", g.grantee AS "grantee", g.grantee_kind AS "granteeKind", g.access AS "access"
    FROM grants g ORDER BY g.id`);
  const ports = await db.all<{ table: string; domain: string; access: string }>(sql`
    SELECT o.table_name AS "table", d.name AS "domain", o.access AS "access"
    FROM output_ports o JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
    WHERE p.retired_at IS NULL AND o.removed_at IS NULL ORDER BY o.fqn`);
  const byNamespace = new Map<number, CompiledGrant[]>(namespaces.map(({ id }) => [id, []]));
  for (const { namespaceId, ...grant } of grants) byNamespace.get(namespaceId)?.push(grant);
  return {
    namespaces: namespaces.map(({ id, path, domain }) => ({ path, domain, grants: byNamespace.get(id) ?? [] })),
    ports: ports.map(({ access, ...port }) => ({ ...port, access: JSON.parse(access) as CompiledAccess })),
  };
}
