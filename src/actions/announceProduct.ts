import semver from 'semver';
import type { CompiledProduct } from '../compiler/artifact.js';
import { announcedPorts } from '../compiler/contracts/announced.js';
import { CONTRACT_DEFAULTS } from '../compiler/contracts/derive.js';
import { longestNotice, type Evolution } from '../compiler/contracts/evolution.js';
import { covers } from '../compiler/contracts/notice.js';
import { promisingPorts } from '../compiler/contracts/promisingPorts.js';
import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import type { AnnouncementRow } from '../entities/rows/contracts/AnnouncementRow.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import { runningAnnouncement, type Announcement } from '../entities/writes/announcements.js';
import { insertCompilation } from '../entities/writes/compilations.js';
import { appendEvents } from '../entities/writes/events.js';
import { productByFqn } from '../entities/writes/products.js';
import { gatherAndCompile, productRecord, type GatheredCompilation } from './compileProduct.js';
import { notExpected } from './kit/expectedVersion.js';
import { instantAfter } from './kit/instantAfter.js';
import type { ProductRequest } from './kit/productRequest.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import { currentCompilation, lockMesh, productDigest } from './publishProduct.js';
import { storeAnnouncement } from './storing/storeAnnouncement.js';

export interface AnnounceRequest extends ProductRequest {
  /** ISO 8601 UTC: a later date than the notices ask for. */
  readonly effectiveAt?: string | null;
}

export interface AnnouncedProductResult {
  readonly announcement: AnnouncementRow | null;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

const mistake = (path: string, message: string, code: UserError['code'] = 'BAD_USER_INPUT'): UserError => ({
  code,
  path: ['input', path],
  message,
});

/** Why this version cannot be announced; null where it can. */
function refusal(
  { fqn, version }: CompiledProduct,
  { expectedVersion }: AnnounceRequest,
  standing: ProductRow | undefined,
  running: Announcement | null,
): UserError | null {
  const unexpected = notExpected(fqn, expectedVersion, standing?.version ?? null);
  if (unexpected) return unexpected;
  if (!standing) return mistake('source', `${fqn} is not published yet: publish it, nobody relies on it.`);
  const next = semver.inc(standing.version, 'patch') ?? standing.version;
  if (standing.retiredAt !== null) {
    const message = `${fqn} is retired: publish ${next} or more to bring it back, nobody relies on it.`;
    return mistake('source', message);
  }
  if (semver.lt(version, standing.version)) {
    const message = `${fqn} stands at ${standing.version}: ${version} is lower and cannot come, expected ${next} or more.`;
    return mistake('source', message);
  }
  if (standing.version === version)
    return mistake('source', `${fqn} ${version} stands already: raise metadata.version.`, 'CONFLICT');
  if (running && running.row.version !== version) {
    const message = `${fqn} ${running.row.version} is announced: publish or withdraw it first (withdrawAnnouncement).`;
    return mistake('source', message, 'CONFLICT');
  }
  return null;
}

/**
 * The date from which the version may be published: the longest notice after the announcement, or the later date asked
 * for. Announced again, only what was not announced yet has its notice before it; no date is brought forward.
 */
function effectiveAt(
  request: AnnounceRequest,
  at: string,
  { consumers }: Evolution,
  running: Announcement | null,
): string | UserError {
  const told = (running?.contracts ?? []).map((each) => ({ ...each, accepted: false }));
  const fresh = consumers.filter(
    (hit) =>
      hit.verdict === 'breaking' &&
      !covers(
        told.find(({ contract }) => contract === hit.contract),
        hit,
      ),
  );
  const notice = longestNotice(fresh);
  const own = notice === null ? at : instantAfter(at, notice);
  const announced = running?.row.effectiveAt;
  const first = announced === undefined || (fresh.length > 0 && own > announced) ? own : announced;
  const asked = request.effectiveAt;
  if (!asked) return first;
  const date = new Date(asked).toISOString();
  return date >= first ? date : mistake('effectiveAt', `The notice asks for ${first} at the earliest, not ${date}.`);
}

/** What is announced, in place of what was announced of this version before: its clock goes on. */
function announcementOf(
  { actor }: Pick<Toolkit, 'actor'>,
  request: AnnounceRequest,
  announced: {
    readonly product: CompiledProduct;
    readonly evolution: Evolution;
    readonly running: Announcement | null;
    readonly productId: number;
    readonly at: string;
    readonly date: string;
  },
): Omit<AnnouncementRow, 'id'> {
  const { product, evolution, running, productId, at, date } = announced;
  const { compatibility: mode, breakingChangeNotice } = CONTRACT_DEFAULTS;
  const digest = productDigest(request);
  return {
    productId,
    version: product.version,
    status: 'announced',
    digest,
    source: request.source,
    file: request.file,
    files: [...request.files],
    dbtManifest: request.dbtManifest ?? null,
    announcedAt: running?.row.announcedAt ?? at,
    effectiveAt: date,
    announcedBy: running?.row.digest === digest ? running.row.announcedBy : actor.name,
    reason: null,
    ports: announcedPorts(evolution, promisingPorts(product.outputPorts, { mode, breakingChangeNotice })),
    endedAt: null,
  };
}

async function announceLocked(
  kit: Toolkit,
  tx: Transaction,
  request: AnnounceRequest,
  gathered: GatheredCompilation,
): Promise<AnnouncedProductResult> {
  const compiled = await currentCompilation(kit, tx, request, gathered, await lockMesh(tx, gathered));
  const { artifact: product, evolution } = compiled.result;
  const compilation = await insertCompilation(tx, productRecord(kit, request, compiled));
  const refused = (...userErrors: UserError[]): AnnouncedProductResult => ({
    announcement: null,
    compilation,
    userErrors,
  });
  if (!product) return refused();
  const standing = await productByFqn(tx, product.fqn);
  const running = standing ? await runningAnnouncement(tx, standing.id) : null;
  const error = refusal(product, request, standing, running);
  if (error || !standing || !evolution) return refused(...(error ? [error] : []));
  const now = instant(kit.clock);
  const date = effectiveAt(request, now, evolution, running);
  if (typeof date !== 'string') return refused(date);
  const row = announcementOf(kit, request, { product, evolution, running, productId: standing.id, at: now, date });
  const { id, events } = await storeAnnouncement(tx, row, evolution, running, { at: now, actor: kit.actor.name });
  await appendEvents(tx, events);
  return { announcement: { ...row, id }, compilation, userErrors: [] };
}

/**
 * Stores a version as announced and starts the clock of each contract that it breaks (ADR-0021,
 * breaking_change_notification; decision 17): it may be published from the announcement and the longest of their notices
 * on. Announced again, what was announced before keeps its clock and its answers; what is new has its own, and the version
 * waits for the last of them.
 */
export async function announceProduct(kit: Toolkit, request: AnnounceRequest): Promise<AnnouncedProductResult> {
  const gathered = await gatherAndCompile(kit, request);
  return kit.db.transaction((tx) => announceLocked(kit, tx, request, gathered));
}
