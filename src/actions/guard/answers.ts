import type { Reader } from '../../entities/database.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
import { ApiTokenRow } from '../../entities/rows/access/ApiTokenRow.js';
import { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { RunRow } from '../../entities/rows/runs/RunRow.js';
import { MaintenanceRow } from '../../entities/rows/sla/MaintenanceRow.js';
import { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import type { Actions } from '../actions.js';

type Result<V extends keyof Actions> = Awaited<ReturnType<Actions[V]>>;
type Id = number | null;

/** How the answer of a verb is kept: what it is about by ids, so that nothing stands twice, and no secret at all. */
interface Answer<R, K> {
  /** What is kept of it; null where it refused something: then the key is free again. */
  readonly keep: (result: R) => K | null;
  /** The answer again, its objects as they stand now. */
  readonly give: (db: Reader, kept: K) => Promise<R>;
}

const answer = <V extends keyof Actions, K>(of: Answer<Result<V>, K>): Answer<Result<V>, K> => of;

interface Identified {
  readonly id: number;
}

/** The rows of these ids, in their order. */
async function rowsOf<T extends Identified>(db: Reader, row: new () => T, ids: readonly Id[]): Promise<(T | null)[]> {
  const wanted = ids.filter((id) => id !== null);
  const rows = wanted.length > 0 ? await rowsBy<Identified>(db, row, 'id', wanted) : [];
  const byId = new Map(rows.map((each) => [each.id, each as T]));
  return ids.map((id) => (id === null ? null : (byId.get(id) ?? null)));
}

const rowOf = async <T extends Identified>(db: Reader, row: new () => T, id: Id): Promise<T | null> =>
  (await rowsOf(db, row, [id]))[0] ?? null;

const there = <T>(rows: readonly (T | null)[]): T[] => rows.filter((row) => row !== null);

/** A row that nothing ever takes away. */
async function lasting<T extends Identified>(db: Reader, row: new () => T, id: number): Promise<T> {
  const found = await rowOf(db, row, id);
  if (!found) throw new Error(`${row.name} ${id}, of which an answer tells, is gone`);
  return found;
}

const compiled = answer<'compileProduct' | 'compileManifest', number>({
  keep: ({ id }) => id,
  give: (db, id) => lasting(db, CompilationRow, id),
});

const idOf = (row: Identified | null): Id => row && row.id;
const flag = (unchanged: true | undefined): { unchanged?: true } => (unchanged ? { unchanged } : {});

/** The mutations that create something: each takes a key, under which the same request gives the first answer again. */
export const ANSWERS = {
  compileProduct: compiled,
  compileManifest: compiled,
  publishManifest: answer<'publishManifest', { manifest: number; compilation: number; unchanged?: true }>({
    keep: ({ manifest, compilation, unchanged }) =>
      manifest && { manifest: manifest.id, compilation: compilation.id, ...flag(unchanged) },
    give: async (db, { manifest, compilation, unchanged }) => ({
      manifest: await rowOf(db, ManifestRow, manifest),
      compilation: await lasting(db, CompilationRow, compilation),
      userErrors: [],
      ...flag(unchanged),
    }),
  }),
  publishProduct: answer<'publishProduct', { product: number; compilation: number; unchanged?: true }>({
    keep: ({ product, compilation, unchanged }) =>
      product && { product: product.id, compilation: compilation.id, ...flag(unchanged) },
    give: async (db, { product, compilation, unchanged }) => ({
      product: await rowOf(db, ProductRow, product),
      compilation: await lasting(db, CompilationRow, compilation),
      userErrors: [],
      ...flag(unchanged),
    }),
  }),
  publishTogether: answer<'publishTogether', { manifest: Id; products: number[]; compilations: number[] }>({
    keep: ({ manifest, products, compilations, userErrors }) =>
      userErrors.length > 0
        ? null
        : {
            manifest: idOf(manifest),
            products: products.map(({ id }) => id),
            compilations: compilations.map(({ id }) => id),
          },
    give: async (db, { manifest, products, compilations }) => ({
      manifest: await rowOf(db, ManifestRow, manifest),
      products: there(await rowsOf(db, ProductRow, products)),
      compilations: there(await rowsOf(db, CompilationRow, compilations)),
      userErrors: [],
    }),
  }),
  publishMany: answer<
    'publishMany',
    { subject: string; manifest: Id; product: Id; compilation: Id; unchanged?: true }[]
  >({
    keep: ({ results }) =>
      results.some(({ manifest, product }) => !manifest && !product)
        ? null
        : results.map(({ subject, manifest, product, compilation, unchanged }) => ({
            subject,
            manifest: idOf(manifest),
            product: idOf(product),
            compilation: idOf(compilation),
            ...flag(unchanged),
          })),
    give: async (db, kept) => {
      const [manifests, products, compilations] = await Promise.all([
        rowsOf(
          db,
          ManifestRow,
          kept.map(({ manifest }) => manifest),
        ),
        rowsOf(
          db,
          ProductRow,
          kept.map(({ product }) => product),
        ),
        rowsOf(
          db,
          CompilationRow,
          kept.map(({ compilation }) => compilation),
        ),
      ]);
      return {
        results: kept.map(({ subject, unchanged }, index) => ({
          subject,
          manifest: manifests[index] ?? null,
          product: products[index] ?? null,
          compilation: compilations[index] ?? null,
          userErrors: [],
          ...flag(unchanged),
        })),
      };
    },
  }),
  announceProduct: answer<'announceProduct', { announcement: number; compilation: number }>({
    keep: ({ announcement, compilation }) =>
      announcement && { announcement: announcement.id, compilation: compilation.id },
    give: async (db, { announcement, compilation }) => ({
      announcement: await rowOf(db, AnnouncementRow, announcement),
      compilation: await lasting(db, CompilationRow, compilation),
      userErrors: [],
    }),
  }),
  recordObservations: answer<'recordObservations', { accepted: number; breaches: number[] }>({
    keep: ({ accepted, breaches, userErrors }) =>
      userErrors.length > 0 ? null : { accepted, breaches: breaches.map(({ id }) => id) },
    give: async (db, { accepted, breaches }) => ({
      accepted,
      breaches: there(await rowsOf(db, SlaBreachRow, breaches)),
      userErrors: [],
    }),
  }),
  scheduleMaintenance: answer<'scheduleMaintenance', number>({
    keep: ({ maintenance }) => idOf(maintenance),
    give: async (db, id) => ({ maintenance: await lasting(db, MaintenanceRow, id), userErrors: [] }),
  }),
  recordRun: answer<'recordRun', number>({
    keep: ({ run, userErrors }) => (userErrors.length > 0 ? null : idOf(run)),
    give: async (db, id) => ({ run: await lasting(db, RunRow, id), userErrors: [] }),
  }),
  requestAccess: answer<'requestAccess', number>({
    keep: ({ request, userErrors }) => (userErrors.length > 0 ? null : idOf(request)),
    give: async (db, id) => ({ request: await lasting(db, AccessRequestRow, id), userErrors: [] }),
  }),
  createToken: answer<'createToken', number>({
    keep: ({ token }) => idOf(token),
    // Its secret was shown once, and only its hash is kept.
    give: async (db, id) => ({ token: await rowOf(db, ApiTokenRow, id), secret: null, userErrors: [] }),
  }),
  createWebhook: answer<'createWebhook', number>({
    keep: ({ webhook }) => idOf(webhook),
    give: async (db, id) => ({ webhook: await rowOf(db, WebhookRow, id), secret: null, userErrors: [] }),
  }),
};
