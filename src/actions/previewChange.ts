import type { CompiledProduct } from '../compiler/artifact.js';
import { termsOfDocument, withPortSchema } from '../compiler/contracts/changedPort.js';
import { evolve, type Evolution } from '../compiler/contracts/evolution.js';
import { judgeNotice, type NoticedContract } from '../compiler/contracts/notice.js';
import { downstreamOf, type ChangePreview } from '../compiler/contracts/preview.js';
import { promisingPorts } from '../compiler/contracts/promisingPorts.js';
import type { Diagnostic } from '../compiler/diagnostic.js';
import { productOfPort } from '../compiler/values/productOfPort.js';
import type { StandingVersion } from '../compiler/input.js';
import type { Reader } from '../entities/database.js';
import { contractByName } from '../entities/reads/contracts.js';
import { reachablePairs } from '../entities/reads/lineage.js';
import { rowsBy } from '../entities/reads/rows.js';
import { standingVersion } from '../entities/reads/standingVersion.js';
import { OutputPortRow } from '../entities/rows/products/OutputPortRow.js';
import { runningAnnouncement } from '../entities/writes/announcements.js';
import { productByFqn } from '../entities/writes/products.js';
import { namesLike } from '../entities/reads/search/namesLike.js';
import { CatalogError } from '../errors.js';
import { changePolicyOf } from './compiling/changePolicyOf.js';
import { gatherAndCompile } from './compileProduct.js';
import { instantAfter } from './kit/instantAfter.js';
import { unknownName } from './kit/nearMatches.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { ProductRequest } from './kit/productRequest.js';
import type { ChangePolicy } from '../compiler/inherit/changePolicy.js';

/** One of the three. */
export interface PreviewRequest {
  readonly product?: ProductRequest | null;
  /** Another JSON Schema for a port that stands. */
  readonly port?: { readonly fqn: string; readonly schema: string; readonly file: string } | null;
  /** A DataContract document for a contract that stands. */
  readonly contract?: { readonly name: string; readonly source: string; readonly file: string } | null;
}

/** What a change would mean, and what is wrong with the documents that tell of it. */
export interface PreviewedChange {
  /** null: nothing stands that would change, or the documents cannot be read. */
  readonly preview: ChangePreview | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Evolved {
  readonly evolution: Evolution | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function standing(db: Reader, fqn: string): Promise<StandingVersion> {
  const found = await standingVersion(db, fqn);
  if (!found) throw unknownName('product', fqn, await namesLike(db, fqn, ['product']));
  return found;
}

function evolved(from: StandingVersion, to: CompiledProduct, policy: ChangePolicy): Evolution {
  const { fqn, domain, version, outputPorts } = from.compiled;
  const now = { ...from, fqn, domain, version, ports: promisingPorts(outputPorts, policy) };
  return evolve(now, { version: to.version, ports: promisingPorts(to.outputPorts, policy) }, policy);
}

async function portChange(db: Reader, { fqn, schema, file }: NonNullable<PreviewRequest['port']>): Promise<Evolved> {
  const from = await standing(db, productOfPort(fqn));
  const port = from.compiled.outputPorts.find((each) => each.fqn === fqn);
  const names = from.compiled.outputPorts.map((each) => each.fqn);
  if (!port) throw unknownName('output port', fqn, names);
  const { changed, diagnostics } = withPortSchema(from.compiled, port.name, { path: file, content: schema });
  if (!changed) return { evolution: null, diagnostics };
  return { evolution: evolved(from, changed, await changePolicyOf(db, from.compiled.fqn)), diagnostics };
}

async function contractChange(
  db: Reader,
  { name, source, file }: NonNullable<PreviewRequest['contract']>,
): Promise<Evolved> {
  const contract = await contractByName(db, name);
  const [port] = contract ? await rowsBy(db, OutputPortRow, 'id', [contract.providerPortId]) : [];
  if (!contract || !port) throw unknownName('contract', name, await namesLike(db, name, ['contract']));
  const from = await standing(db, productOfPort(port.fqn));
  const consumption = from.consumptions.find((each) => each.contract === name);
  if (!consumption) throw new CatalogError('NOT_FOUND', `The contract ${name} is retired.`);
  const { changed, diagnostics } = termsOfDocument({ path: file, content: source }, consumption.terms);
  if (!changed) return { evolution: null, diagnostics };
  const own = { name: port.name, access: from.compiled.outputPorts.find((each) => each.fqn === port.fqn)?.access };
  const access = own.access ?? { stated: false, default: 'deny', grants: [] };
  const before = {
    fqn: from.compiled.fqn,
    domain: from.compiled.domain,
    version: contract.version,
    ports: [{ name: port.name, access, terms: consumption.terms }],
    consumptions: [consumption],
  };
  const next = { version: changed.version, ports: [{ name: port.name, access, terms: changed.terms }] };
  const policy = { ...(await changePolicyOf(db, before.fqn)), mode: consumption.terms.compatibility };
  return { evolution: evolve(before, next, policy), diagnostics };
}

async function evolutionOf(kit: Pick<Toolkit, 'db' | 'clock'>, request: PreviewRequest): Promise<Evolved> {
  const { product, port, contract } = request;
  if ([product, port, contract].filter(Boolean).length !== 1)
    throw new CatalogError('BAD_USER_INPUT', 'Hand in a product, a port or a contract, one of the three.');
  if (port) return portChange(kit.db, port);
  if (contract) return contractChange(kit.db, contract);
  if (!product) return { evolution: null, diagnostics: [] };
  const { compiled } = await gatherAndCompile(kit, product);
  return { evolution: compiled.result.evolution, diagnostics: compiled.result.diagnostics };
}

async function previewOf(kit: Pick<Toolkit, 'db' | 'clock'>, evolution: Evolution): Promise<ChangePreview> {
  const { db } = kit;
  const now = instant(kit.clock);
  const row = await productByFqn(db, evolution.fqn);
  const running = row ? await runningAnnouncement(db, row.id) : null;
  const announced = running?.row.version === evolution.after ? running : null;
  const broken = evolution.consumers.filter(({ verdict }) => verdict === 'breaking');
  const contracts: NoticedContract[] = (announced?.contracts ?? []).map((each) => ({
    ...each,
    accepted: each.response === 'accepted',
  }));
  const noticed = announced && { effectiveAt: announced.row.effectiveAt, contracts };
  const hindrance = judgeNotice(broken, noticed, now);
  const earliest = evolution.notice === null ? null : instantAfter(now, evolution.notice);
  const edges = await reachablePairs(db, { roots: [evolution.fqn], level: 'product', direction: 'downstream' });
  return {
    ...evolution,
    downstream: downstreamOf(evolution, edges),
    effectiveAt: broken.length === 0 ? null : (announced?.row.effectiveAt ?? earliest),
    hindrance,
  };
}

/**
 * What a changed product, port or contract would mean if it were published now: every change, a verdict for each
 * consumer, who is behind them, the version it requires, the date of its notice. Writes nothing. Throws CatalogError
 * BAD_USER_INPUT or NOT_FOUND.
 */
export async function previewChange(
  kit: Pick<Toolkit, 'db' | 'clock'>,
  request: PreviewRequest,
): Promise<PreviewedChange> {
  const { evolution, diagnostics } = await evolutionOf(kit, request);
  return { preview: evolution && (await previewOf(kit, evolution)), diagnostics };
}
