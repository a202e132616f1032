import type { CompiledProduct } from '../../compiler/artifact.js';
import type { Transaction } from '../../entities/database.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { noteContracts } from '../../entities/writes/compilations.js';
import type { ContractPolicy } from '../../entities/writes/contracts.js';
import { appendEvents } from '../../entities/writes/events.js';
import { replaceEdges } from '../../entities/writes/lineage.js';
import { domainsByNames, putDomains } from '../../entities/writes/manifests.js';
import { replaceModelsAndTables } from '../../entities/writes/models.js';
import { putOutputPorts, replaceInputPorts } from '../../entities/writes/ports.js';
import { productByFqn, putProduct } from '../../entities/writes/products.js';
import { replaceProductEntries, type SearchEntry } from '../../entities/writes/search.js';
import { storeContracts } from '../contracts/storeContracts.js';
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
}

/** The domain's row; a centralized platform kept in the product's folder gets its implicit domain here. */
async function domainOf(tx: Transaction, product: CompiledProduct): Promise<{ id: number; ordinal: number }> {
  const [standing] = await domainsByNames(tx, [product.domain]);
  if (standing) return standing;
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
  const { request, product, digest, compilation, notice } = storable;
  const at = instant(kit.clock);
  const domain = await domainOf(tx, product);
  const { productId, versionId } = await putProduct(tx, {
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
  });
  const tables = await putOutputPorts(tx, productId, product.outputPorts, at);
  await replaceInputPorts(tx, productId, product.inputPorts, policiesOf(product));
  await replaceModelsAndTables(tx, productId, product.models, tables);
  await replaceEdges(tx, productId, product.lineage);
  await replaceProductEntries(tx, productId, searchEntries(product));
  const contracts = await storeContracts(tx, productId, {
    retired: false,
    at,
    actor: kit.actor.name,
    accepted: notice.accepted,
    effectiveAt: notice.effectiveAt,
  });
  const facts = { at, actor: kit.actor.name };
  const overridden = await overriddenEvents(tx, productId, notice, facts);
  const announced = await noticeEvents(tx, productId, notice, facts);
  await noteContracts(tx, compilation.id, contracts.names);
  await appendEvents(tx, [
    { kind: 'product_published', at, domain: product.domain, subjectId: versionId },
    ...overridden,
    ...contracts.events,
    ...announced,
  ]);
  const stored = await productByFqn(tx, product.fqn);
  return {
    product: stored ?? null,
    compilation: { ...compilation, contractNames: [...contracts.names] },
    userErrors: [],
  };
}
