import type { CompiledInputPort, CompiledOutputPort } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { InputPortRow } from '../rows/products/InputPortRow.js';
import { OutputPortRow } from '../rows/products/OutputPortRow.js';
import { ahead } from '../transaction.js';
import type { ContractPolicy } from './contracts.js';
import type { PortTable } from './models.js';

/**
 * Brings the output ports of products to what their documents say. The standing ports' tables come with their ids when the
 * store has told them.
 */
export function putOutputPorts(
  tx: Transaction,
  products: readonly { readonly productId: number; readonly ports: readonly CompiledOutputPort[] }[],
  namespaces: ReadonlyMap<string, number>,
  at: string,
): Promise<PortTable[]> {
  const written = tx.insertReturning(
    OutputPortRow,
    products.flatMap(({ productId, ports }) =>
      ports.map(({ id: _stable, namespace, table, columns, lifecycle, kept, tags, terms, ...port }, ordinal) => ({
        ...port,
        lifecycle: lifecycle ?? null,
        kept: kept ?? null,
        tags: [...(tags ?? [])],
        terms: [...(terms ?? [])],
        columns: [...columns],
        tableName: table,
        namespaceId: namespaces.get(namespace) ?? null,
        removedAt: lifecycle?.status === 'retired' ? at : null,
        productId,
        ordinal,
      })),
    ),
    ['id', 'productId', 'tableName', 'removedAt'],
    ['fqn'],
  );
  const standing = written.then((rows) =>
    rows.flatMap(({ id, productId, tableName, removedAt }) =>
      removedAt === null ? [{ portId: id, table: tableName, productId }] : [],
    ),
  );
  return ahead(standing);
}

/** The input ports of a product, and by their names the policies that contracts are made under. */
interface InputPortsOf {
  readonly productId: number;
  readonly ports: readonly CompiledInputPort[];
  readonly policies: ReadonlyMap<string, ContractPolicy>;
}

/**
 * Adds the input ports of products, each data-product port with the policy its contract is made under, and tied to the
 * output port that it names (by fqn, its id) where that stands.
 */
export async function insertInputPorts(
  tx: Transaction,
  products: readonly InputPortsOf[],
  providers: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.insert(
    InputPortRow,
    products.flatMap(({ productId, ports, policies }) =>
      ports.map(({ source, ...port }, ordinal) => ({
        ...port,
        productId,
        ordinal,
        sourceKind: source.kind,
        ...(source.kind === 'ingestion'
          ? {
              sourceType: source.type,
              sourceName: source.source,
              config: source.config,
              ref: null,
              providerPortId: null,
              columns: null,
              columnsOrigin: null,
            }
          : {
              sourceType: null,
              sourceName: null,
              config: policies.get(port.name) ?? null,
              ref: source.ref,
              providerPortId: providers.get(source.ref) ?? null,
              columns: source.columns ? [...source.columns] : null,
              columnsOrigin: source.columns ? (source.columnsOrigin ?? 'declared') : null,
            }),
      })),
    ),
  );
}
