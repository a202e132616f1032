import type { MeshFacts } from '../compiler/input.js';
import type { ProductCompileResult } from '../compiler/result.js';
import { productOfPort } from '../compiler/values/productOfPort.js';
import type { Reader } from '../entities/database.js';
import { lastSeq } from '../entities/reads/events.js';
import { requirementsOn } from '../entities/writes/contracts.js';
import { compileInput } from './compileProduct.js';
import { Apart } from './compiling/Apart.js';
import { compileHere } from './compiling/compileHere.js';
import { gatherClaimsOf, gatherMeshes } from './compiling/gather.js';
import { meshRelations, tableRelations, type Relations } from './compiling/relations.js';
import { documentOf } from './compiling/referencesOf.js';
import { portsBehind } from './contracts/contractsBehind.js';
import type { Measured } from './kit/needs.js';
import type { ProductRequest } from './kit/productRequest.js';
import { instant, type Toolkit } from './kit/toolkit.js';

/** A product to publish, what it will be called, and the products (fqns) that it reads. */
export interface NamedRequest {
  readonly request: ProductRequest;
  readonly fqn: string;
  readonly providers: readonly string[];
}

/** A product that was compiled for the mesh as it stood. */
export interface Prepared<R extends NamedRequest> {
  readonly item: R;
  readonly mesh: MeshFacts;
  readonly compiled: Measured<ProductCompileResult>;
}

/** Products of which none has to do with another: what comes of one is the same whichever goes first. */
export interface PreparedProducts<R extends NamedRequest> {
  readonly together: readonly Prepared<R>[];
  /** Those that have to do with one before them: they go after these. */
  readonly later: readonly R[];
  /** Those that could not be compiled, or are called otherwise than was told: each goes on its own. */
  readonly alone: readonly R[];
}

/** Takes out those that have to do with one before them, of these or of those that were taken in already. */
function apart<T>(taken: Apart, all: readonly T[], relationsOf: (each: T) => Relations): { in: T[]; out: T[] } {
  const found: { in: T[]; out: T[] } = { in: [], out: [] };
  for (const each of all) {
    const { names, related } = relationsOf(each);
    found[taken.takes(names, related) ? 'in' : 'out'].push(each);
  }
  return found;
}

interface Gathered<R> {
  readonly item: R;
  readonly mesh: MeshFacts;
}

async function gather<R extends NamedRequest>(
  kit: Pick<Toolkit, 'db' | 'clock'>,
  items: readonly R[],
): Promise<{ readonly seq: number; readonly gathered: Gathered<R>[] }> {
  const documents = items.map(({ request }) => documentOf(request));
  const [seq, meshes] = await kit.db.reading((db) =>
    Promise.all([lastSeq(db), gatherMeshes(db, documents, instant(kit.clock))]),
  );
  return { seq, gathered: items.map((item, index) => ({ item, mesh: meshes[index] as MeshFacts })) };
}

/** Compiles it; null where it could not be compiled. */
function compileOne<R extends NamedRequest>(
  { beside, compiling = compileHere }: Pick<Toolkit, 'beside' | 'compiling'>,
  { item, mesh }: Gathered<R>,
): Promise<Prepared<R> | null> {
  const compile = beside ?? compiling;
  return compile('product', compileInput(item.request, mesh)).then(
    (compiled) => ({ item, mesh, compiled }),
    () => null,
  );
}

/** Compiles those again that name tables of others. */
async function withClaims<R extends NamedRequest>(
  kit: Pick<Toolkit, 'db' | 'beside' | 'compiling'>,
  all: readonly Prepared<R>[],
): Promise<(Prepared<R> | null)[]> {
  const claims = await gatherClaimsOf(
    kit.db,
    all.map(({ compiled }) => compiled.result),
  );
  const again = all.flatMap(({ item, mesh }, index) => {
    const claimedTables = claims[index] ?? [];
    return claimedTables.length > 0 ? [{ item, mesh: { ...mesh, claimedTables } }] : [];
  });
  const compiled = new Map(again.map(({ item }) => [item, null as Prepared<R> | null]));
  for (const each of await Promise.all(again.map((one) => compileOne(kit, one))))
    if (each) compiled.set(each.item, each);
  return all.map((each) => (compiled.has(each.item) ? (compiled.get(each.item) ?? null) : each));
}

/** What products have to do with through the contracts behind them: publishing two of them may mean something to one. */
async function behindRelations<R extends NamedRequest>(
  db: Reader,
  all: readonly Prepared<R>[],
): Promise<ReadonlyMap<R, Relations>> {
  const portsOf = ({ compiled, mesh }: Prepared<R>): string[] =>
    [compiled.result.artifact, mesh.standing?.compiled].flatMap((product) =>
      (product?.outputPorts ?? []).map(({ fqn }) => fqn),
    );
  const reached = await portsBehind(db, all.map(portsOf));
  const required = await requirementsOn(db, [...new Set(reached.flat())]);
  const requiring = new Map<string, string[]>();
  for (const { provider, consumer } of required)
    requiring.set(provider.fqn, [...(requiring.get(provider.fqn) ?? []), consumer]);
  return new Map(
    all.map(({ item }, index) => {
      const ports = reached[index] ?? [];
      const shared = ports.filter((port) => requiring.has(port)).map((port) => `behind ${port}`);
      const products = [...ports.map(productOfPort), ...ports.flatMap((port) => requiring.get(port) ?? [])];
      return [item, { names: [item.fqn, ...shared], related: [...products, ...shared] }];
    }),
  );
}

type Preparing = Pick<Toolkit, 'db' | 'clock' | 'beside' | 'compiling'>;

/**
 * Products that are gathered for at once and compiled one after the other, while those before them are being published.
 * Writes nothing.
 */
export class PreparingProducts<R extends NamedRequest> {
  private readonly byTable = new Apart();
  private readonly behind = new Apart();
  private readonly compiled: readonly Promise<Prepared<R> | null>[];

  private constructor(
    private readonly kit: Preparing,
    /** The last event when gathering began. */
    readonly seq: number,
    private readonly gathered: readonly Gathered<R>[],
    /** Those that have to do with one before them. */
    readonly later: readonly R[],
  ) {
    this.compiled = gathered.map((each) => compileOne(kit, each));
  }

  static async begin<R extends NamedRequest>(kit: Preparing, items: readonly R[]): Promise<PreparingProducts<R>> {
    const { seq, gathered } = await gather(kit, items);
    const { in: taken, out } = apart(new Apart(), gathered, ({ item, mesh }) =>
      meshRelations(item.fqn, item.providers, mesh),
    );
    return new PreparingProducts(
      kit,
      seq,
      taken,
      out.map(({ item }) => item),
    );
  }

  /** Those of these places, and how they are to be published. */
  async slice(from: number, to: number): Promise<PreparedProducts<R>> {
    const { kit } = this;
    const items = this.itemsFrom(from, to);
    const compiled = await Promise.all(this.compiled.slice(from, to));
    const claimed = await withClaims(
      kit,
      compiled.filter((each) => each !== null),
    );
    const named = claimed
      .filter((each) => each !== null)
      .filter(({ compiled: { result }, item }) => result.subject === item.fqn);
    const byTable = apart(this.byTable, named, ({ item, mesh, compiled: { result } }) =>
      tableRelations(
        result,
        item.fqn,
        mesh.claimedTables.map(({ product }) => product),
      ),
    );
    const relations = await behindRelations(kit.db, byTable.in);
    const { in: together, out } = apart(this.behind, byTable.in, ({ item }) => relations.get(item) as Relations);
    const later = [...byTable.out, ...out].map(({ item }) => item);
    const placed = new Set([...together.map(({ item }) => item), ...later]);
    return { together, later, alone: items.filter((item) => !placed.has(item)) };
  }

  /** Those from this place on that are not later anyway. */
  itemsFrom(from: number, to = this.size): R[] {
    return this.gathered.slice(from, to).map(({ item }) => item);
  }

  get size(): number {
    return this.gathered.length;
  }
}
