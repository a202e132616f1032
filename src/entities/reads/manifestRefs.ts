import type { Reader } from '../database.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql, type Sql } from '../sql.js';

const OCI_TAG = /^(oci:\/\/.+):([^:/@]+)$/;

/** A published manifest as its publisher wrote it, and the domain that it is the platform of. */
export type WrittenManifest = Pick<
  ManifestRow,
  'name' | 'version' | 'ref' | 'digest' | 'file' | 'source' | 'domainName'
>;

const WRITTEN = sql`m.name AS "name", m.version AS "version", m.ref AS "ref", m.digest AS "digest", m.file AS "file",
  m.source AS "source", m.domain_name AS "domainName"`;

/**
 * The manifest that a ref stands for, and after it those that were found above it when it was published: what its parents
 * are now their refs tell. Empty where there is none.
 */
export async function writtenManifests(db: Reader, ref: string): Promise<WrittenManifest[]> {
  const rows = await db.all<WrittenManifest>(sql`
    WITH RECURSIVE up(id, parent_id, depth) AS (
      SELECT m.id, m.parent_id, 0 FROM manifests m WHERE m.ref = ${ref}
      UNION ALL SELECT p.id, p.parent_id, up.depth + 1 FROM up JOIN manifests p ON p.id = up.parent_id
      WHERE up.depth < 10)
    SELECT ${WRITTEN} FROM up JOIN manifests m ON m.id = up.id ORDER BY up.depth`);
  if (rows.length > 0) return rows;
  const row = await byRef<WrittenManifest>(db, ref, WRITTEN);
  return row ? [row] : [];
}

/** The manifest published under exactly this oci:// ref, or `name@version`; a short tag (`:v1`) is its highest version (decision 10). */
async function byRef<T>(db: Reader, ref: string, columns: Sql): Promise<T | undefined> {
  const select = sql`SELECT ${columns} FROM manifests m`;
  if (!ref.startsWith('oci://')) {
    const at = ref.lastIndexOf('@');
    if (at < 1) return undefined;
    return db.one<T>(sql`${select} WHERE m.name = ${ref.slice(0, at)} AND m.version = ${ref.slice(at + 1)}`);
  }
  const exact = await db.one<T>(sql`${select} WHERE m.ref = ${ref}`);
  const [, repository, tag] = OCI_TAG.exec(ref) ?? [];
  if (exact || !repository || !tag) return exact;
  // '/' is the letter after '.': what lies between begins with the tag and a dot.
  const [first, last] = [`${repository}:${tag}.`, `${repository}:${tag}/`];
  return db.one<T>(sql`${select} WHERE m.ref >= ${first} AND m.ref < ${last} ORDER BY m.version_key DESC LIMIT 1`);
}

/** Every way to name a published manifest, for near matches of a ref that resolves to nothing. */
export async function knownManifestRefs(db: Reader): Promise<string[]> {
  const rows = await db.all<{ ref: string | null; name: string; version: string }>(
    sql`SELECT ref AS "ref", name AS "name", version AS "version" FROM manifests ORDER BY id`,
  );
  return rows.flatMap(({ ref, name, version }) => [...(ref ? [ref] : []), `${name}@${version}`]);
}

/** The manifest published under exactly this ref. */
export async function manifestByExactRef(db: Reader, ref: string): Promise<ManifestRow | undefined> {
  return db.one<ManifestRow>(sql`SELECT ${selectList(ManifestRow, 'm')} FROM manifests m WHERE m.ref = ${ref}`);
}
