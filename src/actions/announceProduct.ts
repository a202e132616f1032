import type { Evolution } from '../compiler/contracts/evolution.js';
import { breakingOf, covers } from '../compiler/contracts/notice.js';
import type { CompiledProduct } from '../compiler/artifact.js';
import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import type { AnnouncementRow } from '../entities/rows/contracts/AnnouncementRow.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import {
  putAnnouncement,
  replaceAnnouncedContracts,
  runningAnnouncement,
  type Announcement,
} from '../entities/writes/announcements.js';
import { insertCompilation } from '../entities/writes/compilations.js';
import { contractsTouching } from '../entities/writes/contracts.js';
import { appendEvents } from '../entities/writes/events.js';
import { productByFqn } from '../entities/writes/products.js';
import { gatherAndCompile, productRecord, type GatheredCompilation } from './compileProduct.js';
import { contractEvents } from './contracts/contractEvents.js';
import { instantAfter } from './kit/instantAfter.js';
import { currentCompilation, productDigest } from './publishProduct.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ProductRequest } from './kit/productRequest.js';

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
  product: CompiledProduct,
  standing: ProductRow | undefined,
  evolution: Evolution | null,
  running: Announcement | null,
): UserError | null {
  if (!standing || !evolution)
    return mistake('source', `${product.fqn} is not published yet: publish it, nobody relies on it.`);
  if (standing.version === product.version)
    return mistake('source', `${product.fqn} ${product.version} stands already: raise metadata.version.`, 'CONFLICT');
  if (running && running.row.version !== product.version) {
    const message = `${product.fqn} ${running.row.version} is announced: publish or withdraw it first (withdrawAnnouncement).`;
    return mistake('source', message, 'CONFLICT');
  }
  return null;
}

/** Whether an announcement tells of all that this version breaks: then its clock goes on, and the answers hold. */
const goesOn = (running: Announcement | null, { consumers }: Evolution): running is Announcement =>
  running !== null &&
  consumers
    .filter(({ verdict }) => verdict === 'breaking')
    .every((hit) => {
      const told = running.contracts.find(({ contract }) => contract === hit.contract);
      return covers(told && { ...told, accepted: false }, hit);
    });

/** The date from which the version may be published: the longest notice after the announcement, or the later date asked for. */
function effectiveAt(
  request: AnnounceRequest,
  at: string,
  { notice }: Evolution,
  earliest: string | null,
): string | UserError {
  const first = earliest ?? (notice === null ? at : instantAfter(at, notice));
  const asked = request.effectiveAt;
  if (!asked) return first;
  const date = new Date(asked).toISOString();
  return date >= first ? date : mistake('effectiveAt', `The notice asks for ${first} at the earliest, not ${date}.`);
}

async function announceLocked(
  kit: Toolkit,
  tx: Transaction,
  request: AnnounceRequest,
  gathered: GatheredCompilation,
): Promise<AnnouncedProductResult> {
  const compiled = await currentCompilation(kit, tx, request, gathered);
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
  const error = refusal(product, standing, evolution, running);
  if (error || !standing || !evolution) return refused(...(error ? [error] : []));
  const now = instant(kit.clock);
  const kept = goesOn(running, evolution) ? running : null;
  const date = effectiveAt(request, now, evolution, kept && kept.row.effectiveAt);
  if (typeof date !== 'string') return refused(date);
  const row: Omit<AnnouncementRow, 'id'> = {
    productId: standing.id,
    version: product.version,
    status: 'announced',
    digest: productDigest(request),
    source: request.source,
    file: request.file,
    files: [...request.files],
    dbtManifest: request.dbtManifest ?? null,
    announcedAt: kept?.row.announcedAt ?? now,
    effectiveAt: date,
    announcedBy: kit.actor.name,
    reason: null,
  };
  const id = await storeAnnouncement(kit, tx, row, evolution, kept);
  return { announcement: { ...row, id }, compilation, userErrors: [] };
}

/** The announcement with the contracts it breaks, and an entry of the feed for each change of each. */
async function storeAnnouncement(
  kit: Toolkit,
  tx: Transaction,
  row: Omit<AnnouncementRow, 'id'>,
  evolution: Evolution,
  kept: Announcement | null,
): Promise<number> {
  const contracts = new Map((await contractsTouching(tx, row.productId)).map((each) => [each.name, each]));
  const broken = evolution.consumers.flatMap((hit) => {
    const contract = contracts.get(hit.contract);
    return hit.verdict === 'breaking' && contract ? [{ hit, contract }] : [];
  });
  const id = await putAnnouncement(tx, row);
  await replaceAnnouncedContracts(
    tx,
    id,
    broken.map(({ hit, contract }) => ({
      contractId: contract.id,
      changes: breakingOf(hit),
      notice: hit.terms.breakingChangeNotice,
      response: kept?.contracts.find(({ contractId }) => contractId === contract.id)?.response ?? null,
    })),
  );
  const facts = { at: instant(kit.clock), actor: kit.actor.name };
  const told = kept ? [] : broken.flatMap(({ hit, contract }) => contractEvents(contract, entriesOf(hit, row), facts));
  await appendEvents(tx, told);
  return id;
}

const entriesOf = (
  hit: Evolution['consumers'][number],
  { version, effectiveAt }: Pick<AnnouncementRow, 'version' | 'effectiveAt'>,
) =>
  breakingOf(hit).map(({ severity, path, before, after, message }) => ({
    kind: 'BREAKING_CHANGE_ANNOUNCED',
    severity,
    path,
    before,
    after,
    effectiveAt,
    message: `${version}: ${message}`,
  }));

/**
 * Stores a version as announced and starts the clock of each contract that it breaks (ADR-0021,
 * breaking_change_notification; decision 17): it may be published from the announcement and the longest of their notices
 * on. Announced again with no more that breaks, the clock goes on and the answers hold; with more it starts anew.
 */
export async function announceProduct(kit: Toolkit, request: AnnounceRequest): Promise<AnnouncedProductResult> {
  const gathered = await gatherAndCompile(kit, request);
  return kit.db.transaction((tx) => announceLocked(kit, tx, request, gathered));
}
