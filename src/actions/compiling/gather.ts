import type { MeshFacts, RunningNotice } from '../../compiler/input.js';
import { manifestReferences, productReferences } from '../../compiler/document/references.js';
import { productOfPort } from '../../compiler/values/productOfPort.js';
import type { ProductCompileResult } from '../../compiler/result.js';
import type { SourceFile } from '../../compiler/source.js';
import type { Reader } from '../../entities/database.js';
import {
  claimsOf,
  domainNames,
  standingPortsOf,
  standingProductsOf,
  termsHeldBy,
} from '../../entities/reads/gathering.js';
import { upstreamPortsOf } from '../../entities/reads/upstreamPorts.js';
import { knownManifestRefs, manifestByRef } from '../../entities/reads/manifestRefs.js';
import { standingVersions } from '../../entities/reads/standingVersion.js';
import { noticesOn, type PortNotice } from '../../entities/writes/announcements.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { nearMatches } from '../kit/nearMatches.js';
import type { ClaimedTable, PublishedManifest, RefResolution } from '../../compiler/mesh.js';

/** A chain longer than this is a mistake; the compiler reports what it cannot follow. */
const LONGEST_CHAIN = 10;

function published(row: ManifestRow): PublishedManifest {
  const source = { path: row.file, content: row.source };
  return { name: row.name, version: row.version, ref: row.ref, digest: row.digest, source };
}

/** Follows a ref and the parents above it through the catalog; a ref to nothing is a fact, not an error. */
export async function resolveRefs(db: Reader, first: string | null): Promise<RefResolution[]> {
  const resolved: RefResolution[] = [];
  let ref = first;
  while (ref !== null && resolved.length < LONGEST_CHAIN && !resolved.some((each) => each.ref === ref)) {
    const row = await manifestByRef(db, ref);
    if (!row) return [...resolved, { ref, found: null, nearMatches: nearMatches(ref, await knownManifestRefs(db)) }];
    const found = published(row);
    resolved.push({ ref, found });
    ref = manifestReferences(found.source).parentRef;
  }
  return resolved;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** The domain that the first ref of the chain stands for. */
async function domainOf(db: Reader, refs: readonly RefResolution[]): Promise<string | null> {
  const [first] = refs;
  return first?.found ? ((await manifestByRef(db, first.ref))?.domainName ?? null) : null;
}

/** Which of the tables that a compilation named belong to other products. */
export const gatherClaims = (
  db: Reader,
  { tables: { writes, reads }, subject }: Pick<ProductCompileResult, 'tables' | 'subject'>,
): Promise<ClaimedTable[]> => claimsOf(db, unique([...writes, ...reads]), subject);

/**
 * Everything a product's compilation must know of the mesh before it begins, as plain data (docs/life-of-a-product.md).
 * Which tables it names its compilation tells; `gatherClaims` then says whose they are.
 */
export async function gatherMesh(db: Reader, product: SourceFile, now: string): Promise<MeshFacts> {
  const [mesh] = await gatherMeshes(db, [product], now);
  if (!mesh) throw new Error(`nothing was gathered for ${product.path}`);
  return mesh;
}

/** The same for several products, in as many statements as for one where they name the same platform. */
export async function gatherMeshes(db: Reader, products: readonly SourceFile[], now: string): Promise<MeshFacts[]> {
  const chains = new Map<string | null, { readonly refs: RefResolution[]; readonly domain: string | null }>();
  const asked = [];
  for (const product of products) {
    const references = productReferences(product);
    const ref = references.platformRef;
    const chain = chains.get(ref) ?? (await chainOf(db, ref));
    chains.set(ref, chain);
    const providers = unique(references.inputRefs.map(productOfPort));
    const domains = unique(providers.map((each) => each.split('.')[0] ?? ''));
    asked.push({
      references,
      providers,
      domains,
      refs: chain.refs,
      fqn: `${chain.domain ?? ''}.${references.name ?? ''}`,
    });
  }
  const fqns = unique(asked.map(({ fqn }) => fqn));
  const held = await termsHeldBy(db, fqns);
  const ports = await standingPortsOf(db, unique(asked.flatMap(({ providers }) => providers)));
  const upstream = await upstreamPortsOf(db, unique(asked.flatMap(({ references }) => references.inputRefs)));
  const published = await standingProductsOf(db, unique(asked.flatMap(({ domains }) => domains)));
  const domains = await domainNames(db);
  const notices = await noticesOn(db, unique(asked.flatMap(({ references }) => references.inputRefs)), fqns);
  const standing = await standingVersions(db, fqns);
  return asked.map(({ refs, references, providers, domains: named, fqn }) => ({
    refs,
    providerPorts: ports.filter((port) => providers.includes(`${port.domain}.${port.product}`)),
    // What others of these products rest on is more than is asked for, and does no harm.
    upstreamPorts: upstream,
    publishedProducts: published.filter((each) => named.includes(each.split('.')[0] ?? '')),
    domains,
    standingContracts: held
      .filter(({ consumer }) => consumer === fqn)
      .map(({ consumer: _, providerPort, ...terms }) => ({ providerPort, terms })),
    notices: noticesTo(fqn, references.inputRefs, notices),
    now,
    standing: standing.get(fqn) ?? null,
    claimedTables: [],
  }));
}

/** What is announced of the ports that a product names, and what it was told of that as their consumer. */
function noticesTo(fqn: string, refs: readonly string[], notices: readonly PortNotice[]): RunningNotice[] {
  return unique(refs).flatMap((ref) => {
    const of = notices.filter(({ providerPort }) => providerPort === ref);
    const own = of.find(({ consumer }) => consumer === fqn);
    const [notice] = of;
    const announced = notice?.ports?.find(({ port }) => `${notice.product}.${port}` === ref) ?? null;
    if (!notice || (notice.ports && !announced)) return [];
    const { providerPort, product, version, effectiveAt } = notice;
    const changes = own?.changes ?? [];
    return [
      { providerPort, product, version, effectiveAt, announced, changes, accepted: own?.response === 'accepted' },
    ];
  });
}

async function chainOf(db: Reader, ref: string | null): Promise<{ refs: RefResolution[]; domain: string | null }> {
  const refs = await resolveRefs(db, ref);
  return { refs, domain: await domainOf(db, refs) };
}
