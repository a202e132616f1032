import type { MeshFacts, RunningNotice } from '../../compiler/input.js';
import type { Reading } from '../../compiler/document/ProvidersFirst.js';
import type { ProductReferences } from '../../compiler/document/references.js';
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
import { standingVersions } from '../../entities/reads/standingVersion.js';
import { noticesOn, type PortNotice } from '../../entities/writes/announcements.js';
import { chainsOf } from './chains.js';
import { documentOf, referencesOf } from './referencesOf.js';
import type { ProductRequest } from '../kit/productRequest.js';
import type { ClaimedTable, RefResolution, UpstreamPort } from '../../compiler/mesh.js';

const unique = (values: readonly string[]): string[] => [...new Set(values)];

type Naming = Pick<ProductCompileResult, 'tables' | 'subject'>;

const tablesOf = ({ tables: { writes, reads } }: Naming): Set<string> => new Set([...writes, ...reads]);

/** For each of these compilations, which of the tables that it named belong to other products. */
export async function gatherClaimsOf(db: Reader, all: readonly Naming[]): Promise<ClaimedTable[][]> {
  const named = all.map(tablesOf);
  const claims = await claimsOf(db, unique(named.flatMap((tables) => [...tables])));
  const byTable = new Map<string, ClaimedTable[]>();
  for (const each of claims) byTable.set(each.table, [...(byTable.get(each.table) ?? []), each]);
  return all.map(({ subject }, index) =>
    [...(named[index] ?? [])]
      .flatMap((table) => byTable.get(table) ?? [])
      .filter(({ product }) => product !== subject)
      .sort((a, b) => compareText(`${a.table} ${a.product}`, `${b.table} ${b.product}`)),
  );
}

/** Which of the tables that a compilation named belong to other products. */
export const gatherClaims = async (db: Reader, compiled: Naming): Promise<ClaimedTable[]> =>
  (await gatherClaimsOf(db, [compiled]))[0] ?? [];

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
  const named = products.map(referencesOf);
  const chains = await chainsOf(
    db,
    named.map(({ platformRef }) => platformRef),
  );
  return named.map((references) => {
    const { refs, domain } = chains.get(references.platformRef) ?? { refs: [], domain: null };
    const providers = unique(references.inputRefs.map(productOfPort));
    return { references, providers, refs, fqn: `${domain ?? ''}.${references.name ?? ''}` };
  });
}

/** What each of these documents will be called, as far as its text and the catalog tell, and the products that it reads. */
export async function readingsOf<T extends Pick<ProductRequest, 'file' | 'source'>>(
  db: Reader,
  products: readonly T[],
): Promise<Reading<T>[]> {
  const asked = await askedBy(db, products.map(documentOf));
  return asked.map(({ fqn, providers }, index) => ({
    item: products[index] as T,
    name: /^\.|\.$/.test(fqn) ? null : fqn,
    reads: providers,
  }));
}

/**
 * The same for several products, in as many statements as for one. What their documents name is asked at once; what is
 * asked of them by their names, as soon as those are known.
 */
export async function gatherMeshes(db: Reader, products: readonly SourceFile[], now: string): Promise<MeshFacts[]> {
  const inputRefs = unique(products.flatMap((product) => referencesOf(product).inputRefs));
  const named = askedBy(db, products);
  const ofTheirs = named.then(async (each) => {
    const fqns = unique(each.map(({ fqn }) => fqn));
    const all = [termsHeldBy(db, fqns), noticesOn(db, inputRefs, fqns), standingVersions(db, fqns)] as const;
    return Promise.all(all);
  });
  const [asked, [held, notices, standing], ports, resting, domains] = await Promise.all([
    named,
    ofTheirs,
    standingPortsOf(db, unique(inputRefs.map(productOfPort))),
    upstreamPortsOf(db, inputRefs),
    domainNames(db),
  ]);
  const upstream = new Map(resting.map((each) => [each.fqn, each]));
  const found = new Set(ports.map(({ domain, product }) => `${domain}.${product}`));
  const sought = unique(asked.flatMap(({ providers }) => providers.filter((each) => !found.has(each))));
  const published = await standingProductsOf(db, unique(sought.map(domainOfProduct)));
  return asked.map(({ refs, references, providers, fqn }) => ({
    refs,
    providerPorts: ports.filter((port) => providers.includes(`${port.domain}.${port.product}`)),
    upstreamPorts: restingOf(references.inputRefs, upstream),
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

/** Of what is known of ports, these and all that they rest on. */
function restingOf(ports: readonly string[], upstream: ReadonlyMap<string, UpstreamPort>): UpstreamPort[] {
  const met = new Set(ports);
  for (const fqn of met) for (const { providerPort } of upstream.get(fqn)?.madeFrom ?? []) met.add(providerPort);
  return [...met].flatMap((fqn) => upstream.get(fqn) ?? []).sort((a, b) => compareText(a.fqn, b.fqn));
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
