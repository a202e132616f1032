import type { CompiledProduct } from '../../compiler/artifact.js';
import type { UpstreamPort } from '../../compiler/mesh.js';
import type { Transaction } from '../../entities/database.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { announcedOver } from '../../entities/writes/announcements.js';
import { noteContracts } from '../../entities/writes/compilations.js';
import type { ContractPolicy } from '../../entities/writes/contracts.js';
import { appendEvents } from '../../entities/writes/events.js';
import { insertEdges } from '../../entities/writes/lineage.js';
import { domainsByNames, putDomains } from '../../entities/writes/manifests.js';
import { insertModels, insertTables, type DomainPlace } from '../../entities/writes/models.js';
import { dropParts } from '../../entities/writes/parts.js';
import { insertInputPorts, putOutputPorts } from '../../entities/writes/ports.js';
import { consumerCount, putProduct } from '../../entities/writes/products.js';
import { insertProductEntries, type SearchEntry } from '../../entities/writes/search.js';
import { ahead } from '../../entities/transaction.js';
import { storeContracts } from '../contracts/storeContracts.js';
import type { FoundProduct } from './findProduct.js';
import { noticeEvents, overriddenEvents, type Notice } from './notice.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import type { UserError } from '../../errors.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { ProductRequest } from '../kit/productRequest.js';

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

const words = (...parts: (string | null)[]): string =>
  parts
    .filter((each) => each !== null)
    .join(' ')
    .toLowerCase();

/** What `search` finds of a product: itself, its output ports, their columns, its models. */
function searchEntries(product: CompiledProduct): SearchEntry[] {
  const { fqn, name, description, ownership } = product;
  return [
    { kind: 'product', key: fqn, title: name, text: words(fqn, description, ownership.team, ownership.email) },
    ...product.outputPorts.flatMap((port) => [
      { kind: 'port', key: port.fqn, title: port.name, text: words(port.fqn, port.description, port.table) },
      ...port.columns.map((column) => ({
        kind: 'column',
        key: port.fqn,
        title: column.name,
        text: words(`${port.fqn}.${column.name}`, column.description),
      })),
    ]),
    ...product.models.map((model) => ({
      kind: 'model',
      key: model.fqn,
      title: model.name,
      text: words(model.fqn, model.description),
    })),
  ];
}

/** Writes a compiled product as the standing version, with its contracts and events, in the given transaction. */
export async function storeProduct(kit: Toolkit, tx: Transaction, storable: Storable): Promise<PublishedProductResult> {
  const { request, product, digest, compilation, notice, found } = storable;
  const at = instant(kit.clock);
  const domain = await domainOf(tx, product, found);
  const publication = {
    product,
    digest,
    at,
    domainId: domain.id,
    domainOrdinal: domain.ordinal,
    compilationId: compilation.id,
    source: { path: request.file, content: request.source },
    files: request.files,
    dbtManifest: request.dbtManifest ?? null,
    by: kit.actor.name,
    forcedReason: notice.forcedReason,
  };
  const { row, versionId } = await putProduct(tx, publication, found.standing?.row);
  const productId = row.id;
  const fqns = product.outputPorts.map((port) => port.fqn);
  if (found.standing) await dropParts(tx, productId, fqns, at);
  const { namespaces } = found;
  const ports = putOutputPorts(tx, productId, product.outputPorts, namespaces, at);
  await insertInputPorts(tx, productId, product.inputPorts, policiesOf(product));
  const models = insertModels(tx, productId, product.models);
  await insertEdges(tx, productId, product.lineage);
  await insertProductEntries(tx, productId, searchEntries(product));
  const reads = found.standing !== undefined || product.inputPorts.some(({ source }) => source.kind === 'data_product');
  const over = ahead(reads ? announcedOver(tx, productId) : Promise.resolve(false));
  const contracts = await storeContracts(tx, productId, {
    retired: false,
    at,
    actor: kit.actor.name,
    accepted: notice.accepted,
    effectiveAt: notice.effectiveAt,
    upstream: upstreamBeside(product, storable.upstream),
  });
  await insertTables(tx, { models: product.models, modelIds: await models, ports: await ports, namespaces });
  const counted = contracts.recounted.includes(product.fqn)
    ? ahead(consumerCount(tx, productId))
    : Promise.resolve(row.consumerCount);
  const facts = { at, actor: kit.actor.name, announcedOver: await over };
  const overridden = await overriddenEvents(tx, productId, notice, facts);
  const announced = await noticeEvents(tx, productId, notice, facts);
  await noteContracts(tx, compilation.id, contracts.names);
  await appendEvents(tx, [
    { kind: 'product_published', at, domain: product.domain, subjectId: await versionId },
    ...overridden,
    ...contracts.events,
    ...announced,
  ]);
  return {
    product: { ...row, consumerCount: await counted },
    compilation: { ...compilation, contractNames: [...contracts.names] },
    userErrors: [],
  };
}
