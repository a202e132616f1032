import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { DomainRow } from '../rows/platform/DomainRow.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql } from '../sql.js';

/** Domains in the order of their registration. */
export const domainsQuery: PagedQuery = {
  select: selectList(DomainRow, 'd'),
  from: sql`domains d`,
  where: [],
  order: [{ column: 'd.ordinal', numeric: true }],
};

/** The highest published version of each of these manifests. */
export async function highestManifests(db: Reader, names: readonly string[]): Promise<ManifestRow[]> {
  return db.all<ManifestRow>(sql`
    SELECT ${selectList(ManifestRow, 'm')} FROM manifests m
    WHERE m.name ${sql.in(names)} AND NOT EXISTS (
      SELECT 1 FROM manifests n WHERE n.name = m.name AND n.version_key > m.version_key)
    ORDER BY m.id`);
}

/** Manifests by name and version. */
export async function manifestsByVersion(
  db: Reader,
  keys: readonly { readonly name: string; readonly version: string }[],
): Promise<ManifestRow[]> {
  const [names, versions] = [keys.map((key) => key.name), keys.map((key) => key.version)];
  return db.all<ManifestRow>(sql`
    SELECT ${selectList(ManifestRow, 'm')} FROM manifests m
    WHERE m.name ${sql.in(names)} AND m.version ${sql.in(versions)} ORDER BY m.id`);
}

/** Manifests of domains by version, of one version the one published last at the end. */
export async function domainManifests(
  db: Reader,
  keys: readonly { readonly domain: string; readonly version: string }[],
): Promise<ManifestRow[]> {
  const [domains, versions] = [keys.map((key) => key.domain), keys.map((key) => key.version)];
  return db.all<ManifestRow>(sql`
    SELECT ${selectList(ManifestRow, 'm')} FROM manifests m
    WHERE m.domain_name ${sql.in(domains)} AND m.version ${sql.in(versions)} ORDER BY m.id`);
}
