import type { Reader } from '../database.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql } from '../sql.js';

const OCI_TAG = /^(oci:\/\/.+):([^:/@]+)$/;

/** The manifest published under exactly this oci:// ref, or `name@version`; a short tag (`:v1`) is its highest version (decision 10). */
export async function manifestByRef(db: Reader, ref: string): Promise<ManifestRow | undefined> {
  const select = sql`SELECT ${selectList(ManifestRow, 'm')} FROM manifests m`;
  if (!ref.startsWith('oci://')) {
    const at = ref.lastIndexOf('@');
    if (at < 1) return undefined;
    return db.one<ManifestRow>(sql`${select} WHERE m.name = ${ref.slice(0, at)} AND m.version = ${ref.slice(at + 1)}`);
  }
  const exact = await db.one<ManifestRow>(sql`${select} WHERE m.ref = ${ref}`);
  const [, repository, tag] = OCI_TAG.exec(ref) ?? [];
  if (exact || !repository || !tag) return exact;
  // '/' is the letter after '.': what lies between begins with the tag and a dot.
  const [first, last] = [`${repository}:${tag}.`, `${repository}:${tag}/`];
  return db.one<ManifestRow>(
    sql`${select} WHERE m.ref >= ${first} AND m.ref < ${last} ORDER BY m.version_key DESC LIMIT 1`,
  );
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
