import type { CompiledProduct } from '../../compiler/artifact.js';
import type { UpstreamPort } from '../../compiler/mesh.js';
import type { Transaction } from '../../entities/database.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { announcedOver } from '../../entities/writes/announcements.js';
import { noteContracts } from '../../entities/writes/compilations.js';
import type { ContractPolicy } from '../../entities/writes/contracts.js';
import { appendEvents, type NewEvent } from '../../entities/writes/events.js';
import { insertEdges } from '../../entities/writes/lineage.js';
import { domainsByNames, putDomains } from '../../entities/writes/manifests.js';
import { insertModels, insertTables, type DomainPlace } from '../../entities/writes/models.js';
import { dropParts } from '../../entities/writes/parts.js';
import { insertInputPorts, putOutputPorts } from '../../entities/writes/ports.js';
import { consumerCounts, putProducts, type Publication } from '../../entities/writes/products.js';
import { insertProductEntries } from '../../entities/writes/search.js';
import { insertTermUses } from '../../entities/writes/terms.js';
import { ahead } from '../../entities/transaction.js';
import { storeContracts } from '../contracts/storeContracts.js';
import { searchEntries, termUses } from './productEntries.js';
import type { FoundProduct } from './findProduct.js';
import { noticeEvents, overriddenEvents, type Notice } from './notice.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import type { UserError } from '../../errors.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { placeOf, type ProductRequest } from '../kit/productRequest.js';

export interface PublishedProductResult {
  /** This version stood already, with this very content. */
  readonly unchanged?: true;
  readonly product: ProductRow | null;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

export interface Storable {
  readonly request: ProductRequest;
  readonly product: CompiledProduct;
  readonly digest: string;
  readonly compilation: CompilationRow;
  readonly notice: Notice;
  readonly found: FoundProduct;
  /** What was gathered of the ports that it reads and all that those rest on, and holds still; empty where nothing was. */
  readonly upstream: readonly UpstreamPort[];
}

/** What was known of these ports before this publication and is so after it: nothing where they rest on the product itself. */
function upstreamBeside({ fqn }: CompiledProduct, upstream: readonly UpstreamPort[]): readonly UpstreamPort[] {
  const rests = upstream.some(
    ({ product, madeFrom }) =>
      product === fqn || madeFrom.some(({ providerPort }) => providerPort.startsWith(`${fqn}.`)),
  );
  return rests ? [] : upstream;
}

/** The domain's row; a centralized platform kept in the product's folder gets its implicit domain here. */
async function domainOf(tx: Transaction, product: CompiledProduct, { domain }: FoundProduct): Promise<DomainPlace> {
  if (domain) return domain;
  await putDomains(tx, [
    {
      name: product.domain,
      namespace: product.domain,
      owners: [],
      pattern: product.pattern,
      layers: [...product.layers],
    },
  ]);
  const [made] = await domainsByNames(tx, [product.domain]);
  if (!made) throw new Error(`domain ${product.domain} was not stored`);
  return made;
}

const policiesOf = (product: CompiledProduct): Map<string, ContractPolicy> =>
  new Map(product.contracts.map((contract) => [contract.inputPort, contract.policy]));

const readsOthers = ({ product, found }: Storable): boolean =>
  found.standing !== undefined || product.inputPorts.some(({ source }) => source.kind === 'data_product');

/** The products themselves and all that they consist of, but for their contracts. */
async function storeParts(kit: Toolkit, tx: Transaction, all: readonly Storable[]): Promise<PutParts> {
  const at = instant(kit.clock);
  const publications: Publication[] = [];
  for (const { request, product, digest, compilation, notice, found } of all) {
    const domain = await domainOf(tx, product, found);
    publications.push({
      product,
      digest,
      at,
      standing: found.standing?.row,
      domainId: domain.id,
      domainOrdinal: domain.ordinal,
      compilationId: compilation.id,
      source: { path: request.file, content: request.source },
      files: request.files,
      dbtManifest: request.dbtManifest ?? null,
      place: placeOf(request),
      by: kit.actor.name,
      forcedReason: notice.forcedReason,
    });
  }
  const { rows, versionIds } = await putProducts(tx, publications);
  const parts = rows.map(({ id: productId }, index) => ({ productId, product: (all[index] as Storable).product }));
  const replaced = parts.filter((_, index) => all[index]?.found.standing);
  const staying = replaced.flatMap(({ product }) => product.outputPorts.map((port) => port.fqn));
  if (replaced.length > 0)
    await dropParts(
      tx,
      replaced.map(({ productId }) => productId),
      staying,
      at,
    );
  const namespaces = new Map(all.flatMap(({ found }) => [...found.namespaces]));
  const ports = putOutputPorts(
    tx,
    parts.map(({ productId, product }) => ({ productId, ports: product.outputPorts })),
    namespaces,
    at,
  );
  await insertInputPorts(
    tx,
    parts.map(({ productId, product }) => ({ productId, ports: product.inputPorts, policies: policiesOf(product) })),
    new Map(all.flatMap(({ found }) => [...found.providers])),
  );
  const models = parts.map(({ productId, product }) => ({ productId, models: product.models }));
  const modelIds = insertModels(tx, models);
  await insertEdges(
    tx,
    parts.map(({ productId, product }) => ({ productId, edges: product.lineage })),
  );
  await insertProductEntries(
    tx,
    parts.map(({ productId, product }) => ({ productId, entries: searchEntries(product) })),
  );
  await insertTermUses(
    tx,
    parts.flatMap(({ productId, product }) => termUses(productId, product)),
  );
  const storeTables = async (): Promise<void> =>
    insertTables(tx, { products: models, modelIds: await modelIds, ports: await ports, namespaces });
  return { rows, versionIds, storeTables };
}

interface PutParts {
  readonly rows: readonly ProductRow[];
  readonly versionIds: Promise<ReadonlyMap<number, number>>;
  /** What waits for the ids of models and ports. */
  readonly storeTables: () => Promise<void>;
}

/** What is known of upstream ports and is so after these publications; nothing where one rests on itself. */
function upstreamBesideAll(all: readonly Storable[]): UpstreamPort[] {
  const known = new Map<string, UpstreamPort>();
  for (const { product, upstream } of all) {
    const beside = upstreamBeside(product, upstream);
    if (beside.length < upstream.length) return [];
    for (const port of beside) known.set(port.fqn, port);
  }
  return [...known.values()];
}

/**
 * Writes compiled products as the standing versions, with their contracts and events, in the given transaction; their
 * events in their order. They are such that none has to do with another (`storeContracts`).
 */
export async function storeProducts(
  kit: Toolkit,
  tx: Transaction,
  all: readonly Storable[],
): Promise<PublishedProductResult[]> {
  if (all.length === 0) return [];
  const { rows, versionIds, storeTables } = await storeParts(kit, tx, all);
  const facts = { at: instant(kit.clock), actor: kit.actor.name };
  const over = ahead(
    announcedOver(
      tx,
      rows.filter((_, index) => readsOthers(all[index] as Storable)).map(({ id }) => id),
    ),
  );
  const restanding = rows.map(({ id: productId }, index) => {
    const { accepted, effectiveAt } = (all[index] as Storable).notice;
    return { productId, retired: false, accepted, effectiveAt };
  });
  const contracts = await storeContracts(tx, restanding, { ...facts, upstream: upstreamBesideAll(all) });
  await storeTables();
  const recounted = new Set(contracts.flatMap((each) => each.recounted));
  const counted = ahead(
    consumerCounts(
      tx,
      rows.map(({ fqn }) => fqn).filter((fqn) => recounted.has(fqn)),
    ),
  );
  const announced = await over;
  const told: (readonly NewEvent[])[] = [];
  for (const [index, { id }] of rows.entries()) {
    const { notice } = all[index] as Storable;
    const overridden = await overriddenEvents(tx, id, notice, facts);
    const events = await noticeEvents(tx, id, notice, { ...facts, announcedOver: announced.has(id) });
    told.push([...overridden, ...(contracts[index]?.events ?? []), ...events]);
  }
  await noteContracts(
    tx,
    all.map(({ compilation }, index) => ({ compilationId: compilation.id, names: contracts[index]?.names ?? [] })),
  );
  const versions = await versionIds;
  await appendEvents(
    tx,
    rows.flatMap(({ id }, index) => [
      {
        kind: 'product_published' as const,
        at: facts.at,
        domain: (all[index] as Storable).product.domain,
        subjectId: versions.get(id) ?? 0,
      },
      ...(told[index] ?? []),
    ]),
  );
  const counts = await counted;
  return rows.map((row, index) => ({
    product: { ...row, consumerCount: counts.get(row.fqn) ?? row.consumerCount },
    compilation: { ...(all[index] as Storable).compilation, contractNames: [...(contracts[index]?.names ?? [])] },
    userErrors: [],
  }));
}
