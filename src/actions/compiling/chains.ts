import { manifestReferences } from '../../compiler/document/references.js';
import type { PublishedManifest, RefResolution } from '../../compiler/mesh.js';
import type { Reader } from '../../entities/database.js';
import { knownManifestRefs, writtenManifests, type WrittenManifest } from '../../entities/reads/manifestRefs.js';
import { nearMatches } from '../kit/nearMatches.js';

/** A chain longer than this is a mistake; the compiler reports what it cannot follow. */
const LONGEST_CHAIN = 10;

/** A platform and the parents above it, as the catalog has them. */
export interface Chain {
  readonly refs: RefResolution[];
  /** The domain that the first ref stands for. */
  readonly domain: string | null;
}

/** Manifests by ref, each asked for once; null where there is none. */
type Found = Map<string, WrittenManifest | null>;

async function find(db: Reader, refs: readonly string[], found: Found): Promise<void> {
  const written = await writtenManifests(db, refs);
  for (const ref of refs) {
    const [own = null, ...above] = written.get(ref) ?? [];
    found.set(ref, own);
    // What was found above it may be what its ref stands for: one that is named exactly has no other.
    for (const each of above) if (each.ref !== null && !found.has(each.ref)) found.set(each.ref, each);
  }
}

/** The refs of a chain as far as they are found, up to the first that is not there or was not asked for yet. */
function followed(first: string | null, found: Found): string[] {
  const refs: string[] = [];
  let ref = first;
  while (ref !== null && refs.length < LONGEST_CHAIN && !refs.includes(ref)) {
    refs.push(ref);
    const manifest = found.get(ref);
    ref = manifest ? manifestReferences({ path: manifest.file, content: manifest.source }).parentRef : null;
  }
  return refs;
}

function published(row: WrittenManifest): PublishedManifest {
  const source = { path: row.file, content: row.source };
  const { name, version, ref, digest, artifactDigest } = row;
  return { name, version, ref, digest, artifactDigest, source };
}

/**
 * Follows refs and the parents above each through the catalog, all of a tier in one statement; a ref to nothing is a
 * fact, not an error.
 */
export async function chainsOf(
  db: Reader,
  refs: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, Chain>> {
  const found: Found = new Map();
  const firsts = [...new Set(refs)];
  const unasked = (): string[] => [
    ...new Set(firsts.flatMap((first) => followed(first, found)).filter((ref) => !found.has(ref))),
  ];
  for (let next = unasked(); next.length > 0; next = unasked()) await find(db, next, found);
  const known = [...found.values()].includes(null) ? await knownManifestRefs(db) : [];
  const resolved = (ref: string): RefResolution => {
    const manifest = found.get(ref);
    if (manifest) return { ref, found: published(manifest) };
    return { ref, found: null, nearMatches: nearMatches(ref, known) };
  };
  return new Map(
    firsts.map((first) => [
      first,
      { refs: followed(first, found).map(resolved), domain: (first && found.get(first)?.domainName) || null },
    ]),
  );
}

/** The same for one. */
export async function chainOf(db: Reader, first: string | null): Promise<Chain> {
  return (await chainsOf(db, [first])).get(first) ?? { refs: [], domain: null };
}
