import type { CompiledNamespace, CompiledOwner } from '../../compiler/artifact.js';
import { versionKey } from '../../compiler/values/versionKey.js';
import type { Reader, Transaction } from '../database.js';
import { DomainRow } from '../rows/platform/DomainRow.js';
import { GrantRow } from '../rows/platform/GrantRow.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { NamespaceRow } from '../rows/platform/NamespaceRow.js';
import { selectList, sql } from '../sql.js';
import { namespaceIds } from './models.js';

/** This version of this manifest, if it is published. */
export async function manifestByVersion(db: Reader, name: string, version: string): Promise<ManifestRow | undefined> {
  return db.one<ManifestRow>(
    sql`SELECT ${selectList(ManifestRow, 'm')} FROM manifests m WHERE m.name = ${name} AND m.version = ${version}`,
  );
}

/** The highest published version of a manifest. */
export async function highestManifest(db: Reader, name: string): Promise<ManifestRow | undefined> {
  return db.one<ManifestRow>(
    sql`SELECT ${selectList(ManifestRow, 'm')} FROM manifests m WHERE m.name = ${name} ORDER BY m.version_key DESC LIMIT 1`,
  );
}

/** Keeps a manifest version, for ever. Returns the row with its id. */
export async function insertManifest(
  tx: Transaction,
  row: Omit<ManifestRow, 'id' | 'versionKey'>,
): Promise<ManifestRow> {
  const full = { ...row, versionKey: versionKey(row.version) };
  const [written] = await tx.insertReturning(ManifestRow, [full], ['id']);
  return { ...full, id: written?.id ?? 0 };
}

/** Keeps where a version that stands was pushed to, once it is known. */
export function placeManifest(
  tx: Transaction,
  id: number,
  { ref, artifactDigest }: Pick<ManifestRow, 'ref' | 'artifactDigest'>,
): Promise<void> {
  return tx.run(sql`UPDATE manifests SET ref = ${ref}, artifact_digest = ${artifactDigest} WHERE id = ${id}`);
}

export interface NamedDomain {
  readonly name: string;
  readonly namespace: string;
  readonly owners: readonly CompiledOwner[];
}

/** The domains of these names. */
export async function domainsByNames(db: Reader, names: readonly string[]): Promise<DomainRow[]> {
  if (names.length === 0) return [];
  return db.all<DomainRow>(sql`SELECT ${selectList(DomainRow, 'd')} FROM domains d WHERE d.name ${sql.in(names)}`);
}

/** The manifest that a domain has, if any. */
export async function governorOf(db: Reader, domain: string): Promise<ManifestRow | undefined> {
  return db.one<ManifestRow>(sql`
    SELECT ${selectList(ManifestRow, 'm')} FROM domains d JOIN manifests m ON m.id = d.manifest_id
    WHERE d.name = ${domain}`);
}

/** Of these namespaces, the ones that a domain of another name holds. */
export async function namespaceHolders(
  db: Reader,
  domains: readonly NamedDomain[],
): Promise<{ namespace: string; name: string }[]> {
  if (domains.length === 0) return [];
  const rows = await db.all<{ namespace: string; name: string }>(sql`
    SELECT namespace AS "namespace", name AS "name" FROM domains WHERE namespace ${sql.in(domains.map((each) => each.namespace))}`);
  return rows.filter((row) => domains.some((each) => each.namespace === row.namespace && each.name !== row.name));
}

/** A domain that is named, and of which no manifest says more. */
const UNFILLED: Pick<DomainRow, 'enterpriseId' | 'manifestId' | 'pattern' | 'layers' | 'services'> = {
  enterpriseId: null,
  manifestId: null,
  pattern: null,
  layers: [],
  services: [],
};

/** Makes these domains known, new ones after those that stand; what is known of a standing one is kept but for the given facts. */
export async function putDomains(
  tx: Transaction,
  domains: readonly (NamedDomain & Partial<Omit<DomainRow, 'owners'>>)[],
): Promise<void> {
  if (domains.length === 0) return;
  const standing = new Map(
    (
      await domainsByNames(
        tx,
        domains.map((each) => each.name),
      )
    ).map((row) => [row.name, row]),
  );
  const last = await tx.one<{ last: number | null }>(sql`SELECT MAX(ordinal) AS "last" FROM domains`);
  let ordinal = last?.last ?? 0;
  await tx.upsert(
    DomainRow,
    domains.map(({ owners, ...given }) => {
      const row = standing.get(given.name);
      return {
        ...UNFILLED,
        ...(row ? { ...row } : { ordinal: ++ordinal }),
        ...given,
        owners: [...owners],
        id: undefined,
      };
    }),
    ['name'],
  );
}

/** Declares namespaces with their grants (ADR-0021, Layer-to-Namespace Mapping) and hangs each under its parent. */
export async function putNamespaces(
  tx: Transaction,
  domainId: number | null,
  namespaces: readonly CompiledNamespace[],
): Promise<void> {
  if (namespaces.length === 0) return;
  const paths = namespaces.map((each) => each.path);
  await tx.upsert(
    NamespaceRow,
    namespaces.map(({ path, layer }) => ({
      path,
      layer,
      domainId,
      parentId: null,
      name: path.slice(path.lastIndexOf('.') + 1),
    })),
    ['path'],
  );
  await tx.run(sql`
    UPDATE namespaces SET parent_id = (
      SELECT p.id FROM namespaces p
      WHERE p.path = CASE WHEN namespaces.path <> namespaces.name
        THEN substr(namespaces.path, 1, length(namespaces.path) - length(namespaces.name) - 1) END)
    WHERE path ${sql.in(paths)}`);
  await replaceGrants(tx, namespaces);
}

async function replaceGrants(tx: Transaction, namespaces: readonly CompiledNamespace[]): Promise<void> {
  const ids = await namespaceIds(
    tx,
    namespaces.map((each) => each.path),
  );
  await tx.run(sql`DELETE FROM grants WHERE namespace_id ${sql.in([...ids.values()])}`);
  await tx.insert(
    GrantRow,
    namespaces.flatMap(({ path, grants }) => grants.map((grant) => ({ ...grant, namespaceId: ids.get(path) ?? 0 }))),
  );
}
