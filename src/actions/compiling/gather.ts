import type { MeshFacts, RunningNotice } from '../../compiler/input.js';
import type { Reading } from '../../compiler/document/ProvidersFirst.js';
import { manifestReferences, productReferences, type ProductReferences } from '../../compiler/document/references.js';
import { compareText } from '../../compiler/values/compareText.js';
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
import { knownManifestRefs, writtenManifests, type WrittenManifest } from '../../entities/reads/manifestRefs.js';
import { standingVersions } from '../../entities/reads/standingVersion.js';
import { noticesOn, type PortNotice } from '../../entities/writes/announcements.js';
import { nearMatches } from '../kit/nearMatches.js';
import type { ProductRequest } from '../kit/productRequest.js';
import type { ClaimedTable, PublishedManifest, RefResolution } from '../../compiler/mesh.js';

/** A chain longer than this is a mistake; the compiler reports what it cannot follow. */
const LONGEST_CHAIN = 10;

function published(row: WrittenManifest): PublishedManifest {
  const source = { path: row.file, content: row.source };
  return { name: row.name, version: row.version, ref: row.ref, digest: row.digest, source };
}

/** Follows a ref and the parents above it through the catalog; a ref to nothing is a fact, not an error. */
export const resolveRefs = async (db: Reader, first: string | null): Promise<RefResolution[]> =>
  (await chainOf(db, first)).refs;

interface Chain {
  readonly refs: RefResolution[];
  /** The domain that the first ref stands for. */
  readonly domain: string | null;
}

async function chainOf(db: Reader, first: string | null): Promise<Chain> {
  const resolved: RefResolution[] = [];
  let domain: string | null = null;
  let written: readonly WrittenManifest[] = [];
  let ref = first;
  while (ref !== null && resolved.length < LONGEST_CHAIN && !resolved.some((each) => each.ref === ref)) {
    const known = written.find((each) => each.ref === ref);
    if (!known) written = await writtenManifests(db, ref);
    const row = known ?? written[0];
    if (!row) {
      const missing = { ref, found: null, nearMatches: nearMatches(ref, await knownManifestRefs(db)) };
      return { refs: [...resolved, missing], domain };
    }
    const found = published(row);
    if (ref === first) domain = row.domainName;
    resolved.push({ ref, found });
    ref = manifestReferences(found.source).parentRef;
  }
  return { refs: resolved, domain };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

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

/** What a product's document refers to, and what of that is found. */
interface Asked {
  readonly references: ProductReferences;
  /** The products (fqns) that it reads. */
  readonly providers: readonly string[];
  readonly refs: readonly RefResolution[];
  /** As far as its text and the catalog tell; begins or ends with a full stop where they do not. */
  readonly fqn: string;
}

async function askedBy(db: Reader, products: readonly SourceFile[]): Promise<Asked[]> {
  const chains = new Map<string | null, Chain>();
  const asked: Asked[] = [];
  for (const product of products) {
    const references = productReferences(product);
    const ref = references.platformRef;
    const chain = chains.get(ref) ?? (await chainOf(db, ref));
    chains.set(ref, chain);
    const providers = unique(references.inputRefs.map(productOfPort));
    const fqn = `${chain.domain ?? ''}.${references.name ?? ''}`;
    asked.push({ references, providers, refs: chain.refs, fqn });
  }
  return asked;
}

/** What each of these documents will be called, as far as its text and the catalog tell, and the products that it reads. */
export async function readingsOf<T extends Pick<ProductRequest, 'file' | 'source'>>(
  db: Reader,
  products: readonly T[],
): Promise<Reading<T>[]> {
  const asked = await askedBy(
    db,
    products.map(({ file, source }) => ({ path: file, content: source })),
  );
  return asked.map(({ fqn, providers }, index) => ({
    item: products[index] as T,
    name: /^\.|\.$/.test(fqn) ? null : fqn,
    reads: providers,
  }));
}

/** The same for several products, in as many statements as for one where they name the same platform. */
export async function gatherMeshes(db: Reader, products: readonly SourceFile[], now: string): Promise<MeshFacts[]> {
  const asked = await askedBy(db, products);
  const fqns = unique(asked.map(({ fqn }) => fqn));
  const inputRefs = unique(asked.flatMap(({ references }) => references.inputRefs));
  const [held, ports, upstream, domains, notices, standing] = await Promise.all([
    termsHeldBy(db, fqns),
    standingPortsOf(db, unique(asked.flatMap(({ providers }) => providers))),
    upstreamPortsOf(db, inputRefs),
    domainNames(db),
    noticesOn(db, inputRefs, fqns),
    standingVersions(db, fqns),
  ]);
  const found = new Set(ports.map(({ domain, product }) => `${domain}.${product}`));
  const sought = unique(asked.flatMap(({ providers }) => providers.filter((each) => !found.has(each))));
  const published = await standingProductsOf(db, unique(sought.map(domainOfProduct)));
  return asked.map(({ refs, references, providers, fqn }) => ({
    refs,
    providerPorts: ports.filter((port) => providers.includes(`${port.domain}.${port.product}`)),
    // What others of these products rest on is more than is asked for, and does no harm.
    upstreamPorts: upstream,
    publishedProducts: publishedAround(providers, found, published),
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

const domainOfProduct = (fqn: string): string => fqn.split('.')[0] ?? '';

/** The products of these that stand; and where one was not found all of its domain, for it may be misspelt. */
function publishedAround(
  providers: readonly string[],
  found: ReadonlySet<string>,
  published: readonly string[],
): string[] {
  const sought = new Set(providers.filter((each) => !found.has(each)).map(domainOfProduct));
  const around = published.filter((each) => sought.has(domainOfProduct(each)));
  return unique([...providers.filter((each) => found.has(each)), ...around]).sort(compareText);
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
