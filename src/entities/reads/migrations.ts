import type { SourceFile } from '../../compiler/source.js';
import type { Reader } from '../database.js';
import { ContractRow } from '../rows/contracts/ContractRow.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql } from '../sql.js';

/** A standing product with all it was published from. */
export interface ProductSources {
  readonly fqn: string;
  readonly name: string;
  readonly domain: string;
  readonly source: string;
  readonly file: string;
  readonly files: readonly SourceFile[];
  readonly dbtManifest: string | null;
}

/** What the standing products of a domain, or one of them, were published from, by name. */
export async function standingSources(
  db: Reader,
  { domain, product }: { readonly domain: string | null; readonly product: string | null },
): Promise<ProductSources[]> {
  const which = product === null ? sql`d.name = ${domain}` : sql`p.fqn = ${product}`;
  const rows = await db.all<Omit<ProductSources, 'files'> & { readonly files: string }>(sql`
    SELECT p.fqn AS "fqn", p.name AS "name", d.name AS "domain", v.source AS "source", v.file AS "file",
           v.files AS "files", v.dbt_manifest AS "dbtManifest"
    FROM products p JOIN domains d ON d.id = p.domain_id
    JOIN product_versions v ON v.product_id = p.id AND v.version = p.version
    WHERE ${which} AND p.retired_at IS NULL ORDER BY p.name`);
  return rows.map((row) => ({ ...row, files: JSON.parse(row.files) as SourceFile[] }));
}

/** The highest published manifest of a domain. */
export async function manifestOfDomain(db: Reader, domain: string): Promise<ManifestRow | undefined> {
  return db.one<ManifestRow>(sql`
    SELECT ${selectList(ManifestRow, 'm')} FROM manifests m WHERE m.domain_name = ${domain}
    ORDER BY m.version_key DESC, m.id DESC LIMIT 1`);
}

/** The contracts on these output ports that are not retired, by name. */
export async function contractsOnPorts(db: Reader, ports: readonly string[]): Promise<ContractRow[]> {
  if (ports.length === 0) return [];
  return db.all<ContractRow>(sql`
    SELECT ${selectList(ContractRow, 'k')} FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
    WHERE o.fqn ${sql.in(ports)} AND k.status <> 'retired' ORDER BY k.name`);
}
