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
  /** The last event when gathering began. */
  readonly seq: number;
  readonly together: readonly Prepared<R>[];
  /** Those that have to do with one of them: they go after these. */
  readonly later: readonly R[];
  /** Those that could not be compiled, or are called otherwise than was told: each goes on its own. */
  readonly alone: readonly R[];
}

/** Takes out those that have to do with one before them. */
function apart<T>(all: readonly T[], relationsOf: (each: T) => Relations): { readonly in: T[]; readonly out: T[] } {
  const taken = new Apart();
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

/** Compiles all of them at once; null for one that could not be compiled. */
function compileAll<R extends NamedRequest>(
  { beside, compiling = compileHere }: Pick<Toolkit, 'beside' | 'compiling'>,
  all: readonly Gathered<R>[],
): Promise<(Prepared<R> | null)[]> {
  const compile = beside ?? compiling;
  return Promise.all(
    all.map(async ({ item, mesh }) =>
      compile('product', compileInput(item.request, mesh)).then(
        (compiled) => ({ item, mesh, compiled }),
        () => null,
      ),
    ),
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
  for (const each of await compileAll(kit, again)) if (each) compiled.set(each.item, each);
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

/** Gathers for products and compiles them, as many at once as have nothing to do with each other. Writes nothing. */
export async function prepareProducts<R extends NamedRequest>(
  kit: Pick<Toolkit, 'db' | 'clock' | 'beside' | 'compiling'>,
  items: readonly R[],
): Promise<PreparedProducts<R>> {
  const { seq, gathered } = await gather(kit, items);
  const byMesh = apart(gathered, ({ item, mesh }) => meshRelations(item.fqn, item.providers, mesh));
  const compiled = await compileAll(kit, byMesh.in);
  const claimed = await withClaims(
    kit,
    compiled.filter((each) => each !== null),
  );
  const named = claimed
    .filter((each) => each?.compiled.result.subject === each?.item.fqn)
    .filter((each) => each !== null);
  const byTable = apart(named, ({ item, mesh, compiled: { result } }) =>
    tableRelations(
      result,
      item.fqn,
      mesh.claimedTables.map(({ product }) => product),
    ),
  );
  const behind = await behindRelations(kit.db, byTable.in);
  const { in: together, out } = apart(byTable.in, ({ item }) => behind.get(item) as Relations);
  const later = [...byMesh.out, ...byTable.out, ...out].map(({ item }) => item);
  const placed = new Set([...together.map(({ item }) => item), ...later]);
  return { seq, together, later, alone: items.filter((item) => !placed.has(item)) };
}
