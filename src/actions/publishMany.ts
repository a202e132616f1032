import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProvidersFirst } from '../compiler/document/ProvidersFirst.js';
import { manifestIdentity } from '../compiler/document/references.js';
import { CatalogError, type UserError } from '../errors.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ManifestRow } from '../entities/rows/platform/ManifestRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import { gatherAndCompileUnclaimed } from './compileProduct.js';
import { readReferences } from './compiling/referencesOf.js';
import { readingsOf } from './compiling/gather.js';
import { withProgress } from './compiling/withProgress.js';
import { below } from './kit/below.js';
import type { ProductRequest, Watchable } from './kit/productRequest.js';
import type { Toolkit } from './kit/toolkit.js';
import { outsideOf, publishManifestIn, type ManifestRequest } from './publishManifest.js';
import { PreparingProducts, type NamedRequest, type Prepared } from './prepareProducts.js';
import { productDigest, publishProductIn } from './publishProduct.js';
import { Moved, publishProductsIn } from './publishProducts.js';
import { unchangedProducts } from './storing/unchangedProducts.js';

export interface ManyRequest extends Watchable {
  readonly manifests: readonly ManifestRequest[];
  readonly products: readonly ProductRequest[];
}

/** What became of one of the documents. */
export interface PublishedItem {
  /** The fqn of the product or the name of the manifest; its file where neither can be read. */
  readonly subject: string;
  /** This version stood already, with this very content. */
  readonly unchanged?: true;
  readonly manifest: ManifestRow | null;
  /** Its parent, where that was pulled from its registry and published with it. */
  readonly pulled?: ManifestRow;
  readonly product: ProductRow | null;
  /** null: it could not be compiled at all. */
  readonly compilation: CompilationRow | null;
  readonly userErrors: readonly UserError[];
}

export interface PublishedMany {
  readonly results: readonly PublishedItem[];
}

/** A document that is to be published, and where it stands in the input. */
interface Asked<R> {
  readonly request: R;
  readonly path: readonly string[];
}

/** How many products are written in one transaction, and gathered for, where they have nothing to do with each other. */
interface AtOnce {
  readonly written: number;
  readonly gathered: number;
}
const AT_ONCE: AtOnce = { written: 100, gathered: 400 };

interface Item extends NamedRequest {
  readonly path: readonly string[];
  readonly asked: Asked<ProductRequest>;
}

/** Whether it is published on its own: it is watched, or nobody can tell what it will be called. */
const isOnItsOwn = ({ fqn, request }: Item): boolean => fqn === '' || request.progressId != null;

const asked = <R>(list: string, requests: readonly R[]): Asked<R>[] =>
  requests.map((request, index) => ({ request, path: ['input', list, String(index)] }));

type Outcome = Pick<PublishedItem, 'unchanged' | 'pulled' | 'userErrors'> & {
  readonly manifest?: ManifestRow | null;
  readonly product?: ProductRow | null;
  readonly compilation: CompilationRow;
};

const itemOf = (
  { path }: Pick<Asked<unknown>, 'path'>,
  { manifest = null, product = null, compilation, userErrors, unchanged, pulled }: Outcome,
): PublishedItem => ({
  manifest,
  product,
  compilation,
  subject: compilation.subject,
  userErrors: below(path, userErrors),
  ...(unchanged && { unchanged }),
  ...(pulled && { pulled }),
});

const isStoreAway = (error: unknown): boolean => error instanceof CatalogError && 'retryAfterMs' in error.details;

/** What went wrong with one document alone; an error that would meet the others as well is thrown. */
function refusedItem({ path }: Asked<unknown>, subject: string, error: unknown): PublishedItem {
  if (!(error instanceof CatalogError) || isStoreAway(error)) throw error;
  const { code, message } = error;
  return { subject, manifest: null, product: null, compilation: null, userErrors: [{ code, path, message }] };
}

/** Those whose parents are among them come after these: an enterprise has no parent, a domain's is an enterprise. */
function parentsFirst(manifests: readonly Asked<ManifestRequest>[]): Asked<ManifestRequest>[] {
  const isEnterprise = ({ request }: Asked<ManifestRequest>): boolean =>
    manifestIdentity({ path: request.file, content: request.source }).scope === 'enterprise';
  const above = new Set(manifests.filter(isEnterprise));
  return [...above, ...manifests.filter((each) => !above.has(each))];
}

/** Publishes what was asked for, and tells those who watch of each document. */
class Publishing {
  private readonly results = new Map<Asked<unknown>, PublishedItem>();

  constructor(
    private readonly kit: Toolkit,
    private readonly atOnce: AtOnce,
    private readonly onItem: (item: PublishedItem, nth: number) => void,
  ) {}

  async manifests(all: readonly Asked<ManifestRequest>[]): Promise<void> {
    for (const each of parentsFirst(all)) {
      await nextTurn();
      await this.attempt(each, each.request.file, () =>
        withProgress(this.kit, each.request, async (kit) => {
          const outside = await outsideOf(kit, each.request);
          return kit.db.transaction(async (tx) => ({
            results: [itemOf(each, await publishManifestIn(kit, tx, each.request, outside))],
          }));
        }),
      );
    }
  }

  async products(all: readonly Asked<ProductRequest>[]): Promise<void> {
    const requests = all.map(({ request }) => request);
    await readReferences(this.kit.beside, requests);
    const readings = await readingsOf(this.kit.db, requests);
    const items = readings.map(({ item: request, name, reads: providers }, index) => ({
      request,
      providers,
      fqn: name ?? '',
      path: all[index]?.path ?? [],
      asked: all[index] as Asked<ProductRequest>,
    }));
    const order = new ProvidersFirst(
      items.map((item, index) => ({ item, name: readings[index]?.name ?? null, reads: item.providers })),
    );
    const { gathered } = this.atOnce;
    for (let next = order.next(gathered); next.length > 0; next = order.next(gathered)) {
      const left = await this.changed(next);
      order.gone(new Set(await this.together(left)));
    }
  }

  /** What became of these. */
  of(all: readonly Asked<unknown>[]): PublishedItem[] {
    return all.flatMap((each) => this.results.get(each) ?? []);
  }

  /** Those that do not stand already with this very content; the others are done. */
  private async changed(items: readonly Item[]): Promise<Item[]> {
    const named = items.filter(({ fqn }) => fqn !== '');
    const digests = new Map(named.map(({ fqn, request }) => [fqn, productDigest(request)]));
    const standing = await unchangedProducts(this.kit.db, digests);
    return items.filter((item) => {
      const same = standing.get(item.fqn);
      const expected = item.request.expectedVersion;
      if (!same || (expected && expected !== same.product.version)) return true;
      const { product, compilation } = same;
      const base = { subject: item.fqn, unchanged: true as const, manifest: null, userErrors: [] };
      this.done(item.asked, { ...base, product, compilation });
      return false;
    });
  }

  /** Publishes those that have nothing to do with each other together; gives those that are to go later. */
  private async together(items: readonly Item[], tries = 3): Promise<readonly Item[]> {
    const [own, many] = [items.filter(isOnItsOwn), items.filter((item) => !isOnItsOwn(item))];
    if (many.length <= 1 || tries === 0) {
      await this.oneByOne(items);
      return [];
    }
    await nextTurn();
    const preparing = await PreparingProducts.begin(this.kit, many);
    const [later, alone] = [[...preparing.later], [...own]];
    let [seq, at]: [number | null, number] = [preparing.seq, 0];
    while (seq !== null && at < preparing.size) {
      await nextTurn();
      const prepared = await preparing.slice(at, at + this.atOnce.written);
      const ended = await this.slice(prepared.together, seq);
      seq = ended.seq;
      if (!ended.published) break;
      at += this.atOnce.written;
      later.push(...prepared.later);
      alone.push(...prepared.alone);
    }
    await this.oneByOne(alone);
    const left = preparing.itemsFrom(at);
    return left.length > 0 ? [...later, ...(await this.together(left, tries - 1))] : later;
  }

  /**
   * Publishes these in one transaction, where nobody else has published since; one by one where that throws. Gives the
   * number of the last event where nothing but these came since.
   */
  private async slice(
    together: readonly Prepared<Item>[],
    seq: number,
  ): Promise<{ readonly published: boolean; readonly seq: number | null }> {
    const items = together.map(({ item }) => item);
    try {
      const { results, last } = await this.kit.db.transaction(async (tx) => {
        const published = await publishProductsIn(this.kit, tx, seq, together);
        return {
          results: published.results.map((each, index) => itemOf(items[index] as Item, each)),
          last: published.seq,
        };
      });
      results.forEach((each, index) => this.done((items[index] as Item).asked, each));
      return { published: true, seq: last };
    } catch (error) {
      if (isStoreAway(error)) throw error;
      if (error instanceof Moved) return { published: false, seq: null };
      await this.oneByOne(items);
      return { published: true, seq: null };
    }
  }

  private async oneByOne(items: readonly Item[]): Promise<void> {
    for (const item of items) {
      await nextTurn();
      await this.attempt(item.asked, item.fqn || item.request.file, () => this.one(item));
    }
  }

  private one(item: Item): Promise<PublishedMany> {
    const { request } = item;
    return withProgress(this.kit, request, async (kit) => {
      const gathered = await gatherAndCompileUnclaimed(kit, request);
      return kit.db.transaction(async (tx) => ({
        results: [itemOf(item, await publishProductIn(kit, tx, request, gathered))],
      }));
    });
  }

  private done(one: Asked<unknown>, item: PublishedItem): void {
    this.results.set(one, item);
    this.onItem(item, this.results.size);
  }

  private async attempt(one: Asked<unknown>, subject: string, publish: () => Promise<PublishedMany>): Promise<void> {
    const { results } = await publish().catch((error: unknown) => ({ results: [refusedItem(one, subject, error)] }));
    for (const item of results) this.done(one, item);
  }
}

/** Tells those who watch of each document that is done, as a stage of the whole. */
function tellingOf({ watching }: Toolkit, { progressId, manifests, products }: ManyRequest): Telling {
  if (progressId == null || !watching) return { item: () => undefined, end: () => undefined };
  const watched = watching(progressId);
  const of = manifests.length + products.length;
  return {
    item: ({ subject, manifest, product, unchanged }, index) => {
      const stands = manifest ?? product;
      const title = stands
        ? `${subject} ${stands.version}${unchanged ? ' is unchanged' : ''}`
        : `${subject} is refused`;
      watched.stage({ index, of, title, status: stands ? 'passed' : 'failed', checks: [] });
    },
    end: () => watched.end(),
  };
}

interface Telling {
  readonly item: (item: PublishedItem, nth: number) => void;
  readonly end: () => void;
}

/**
 * Publishes manifests, then products: parents before children, providers before those that read them. Each stands or is
 * refused on its own, and says why; what was published before stays. What stands already is left as it is, so that a
 * publication that was cut off is asked for again. Throws where the store is away, or the name to watch it by is taken.
 */
export async function publishMany(kit: Toolkit, request: ManyRequest, atOnce = AT_ONCE): Promise<PublishedMany> {
  const telling = tellingOf(kit, request);
  try {
    const publishing = new Publishing(kit, atOnce, telling.item);
    const [manifests, products] = [asked('manifests', request.manifests), asked('products', request.products)];
    await publishing.manifests(manifests);
    await publishing.products(products);
    return { results: publishing.of([...manifests, ...products]) };
  } finally {
    telling.end();
  }
}
