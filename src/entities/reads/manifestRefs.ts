import type { Reader } from '../database.js';
import { ManifestRow } from '../rows/platform/ManifestRow.js';
import { selectList, sql } from '../sql.js';

const OCI_TAG = /^(oci:\/\/.+):([^:/@]+)$/;

/** A published manifest as its publisher wrote it, and the domain that it is the platform of. */
export type WrittenManifest = Pick<
  ManifestRow,
  'name' | 'version' | 'ref' | 'digest' | 'artifactDigest' | 'file' | 'source' | 'domainName'
>;

/** What may name it: exactly, as `name@version`, or by what lies between two texts. */
type Ways = readonly [ref: string, name: string | null, version: string | null, from: string | null, to: string | null];

/** A ref is the oci:// ref itself, or `name@version`; a short tag (`:v1`) is its highest version (decision 10). */
function waysOf(ref: string): Ways {
  if (!ref.startsWith('oci://')) {
    const at = ref.lastIndexOf('@');
    return at < 1 ? [ref, null, null, null, null] : [ref, ref.slice(0, at), ref.slice(at + 1), null, null];
  }
  const [, repository, tag] = OCI_TAG.exec(ref) ?? [];
  // '/' is the letter after '.': what lies between begins with the tag and a dot.
  return repository && tag
    ? [ref, null, null, `${repository}:${tag}.`, `${repository}:${tag}/`]
    : [ref, null, null, null, null];
}

type FoundManifest = Omit<WrittenManifest, 'source'> & {
  readonly asked: string;
  readonly id: number;
  /** null: another row of the same manifest has it. */
  readonly source: string | null;
};

const TEXTS = ['text', 'text', 'text', 'text', 'text'];

/**
 * The manifests that refs stand for, and after each those that were found above it when it was published: what its parents
 * are now their refs tell. In one statement, and no text twice. A ref that stands for none has no entry.
 */
export async function writtenManifests(
  db: Reader,
  refs: readonly string[],
): Promise<ReadonlyMap<string, readonly WrittenManifest[]>> {
  const manifests = new Map<string, WrittenManifest[]>();
  if (refs.length === 0) return manifests;
  const rows = await db.all<FoundManifest>(sql`
    WITH RECURSIVE asked(ref, name, version, first, last) AS (${sql.rows(TEXTS, refs.map(waysOf))}),
    up(asked, id, parent_id, depth) AS (
      SELECT a.ref, m.id, m.parent_id, 0 FROM asked a JOIN manifests m ON m.id = COALESCE(
        (SELECT e.id FROM manifests e WHERE e.ref = a.ref),
        (SELECT n.id FROM manifests n WHERE n.name = a.name AND n.version = a.version),
        (SELECT t.id FROM manifests t WHERE t.ref >= a.first AND t.ref < a.last ORDER BY t.version_key DESC LIMIT 1))
      UNION ALL SELECT up.asked, p.id, p.parent_id, up.depth + 1 FROM up JOIN manifests p ON p.id = up.parent_id
      WHERE up.depth < 10)
    SELECT up.asked AS "asked", m.id AS "id", m.name AS "name", m.version AS "version", m.ref AS "ref",
      m.digest AS "digest", m.artifact_digest AS "artifactDigest", m.file AS "file", m.domain_name AS "domainName",
      CASE WHEN row_number() OVER (PARTITION BY m.id ORDER BY up.asked) = 1 THEN m.source END AS "source"
    FROM up JOIN manifests m ON m.id = up.id ORDER BY up.asked, up.depth`);
  const sources = new Map(rows.flatMap(({ id, source }) => (source === null ? [] : [[id, source] as const])));
  for (const { asked, id, source, ...written } of rows) {
    const of = manifests.get(asked) ?? [];
    manifests.set(asked, of);
    of.push({ ...written, source: source ?? sources.get(id) ?? '' });
  }
  return manifests;
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
