import type { CompiledInputPort, CompiledOutputPort } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { InputPortRow } from '../rows/products/InputPortRow.js';
import { OutputPortRow } from '../rows/products/OutputPortRow.js';
import { ahead } from '../transaction.js';
import type { ContractPolicy } from './contracts.js';
import type { PortTable } from './models.js';

/**
 * Brings a product's output ports to what its document says. The standing ports' tables come with their ids when the store
 * has told them.
 */
export function putOutputPorts(
  tx: Transaction,
  productId: number,
  ports: readonly CompiledOutputPort[],
  namespaces: ReadonlyMap<string, number>,
  at: string,
): Promise<PortTable[]> {
  const written = tx.insertReturning(
    OutputPortRow,
    ports.map(({ id: _stable, namespace, table, columns, lifecycle, kept, ...port }, ordinal) => ({
      ...port,
      lifecycle: lifecycle ?? null,
      kept: kept ?? null,
      columns: [...columns],
      tableName: table,
      namespaceId: namespaces.get(namespace) ?? null,
      removedAt: lifecycle?.status === 'retired' ? at : null,
      productId,
      ordinal,
    })),
    ['id', 'tableName', 'removedAt'],
    ['fqn'],
  );
  const standing = written.then((rows) =>
    rows.flatMap(({ id, tableName, removedAt }) => (removedAt === null ? [{ portId: id, table: tableName }] : [])),
  );
  return ahead(standing);
}

/** Adds a product's input ports, each data-product port with the policy its contract is made under. */
export async function insertInputPorts(
  tx: Transaction,
  productId: number,
  ports: readonly CompiledInputPort[],
  policies: ReadonlyMap<string, ContractPolicy>,
): Promise<void> {
  await tx.insert(
    InputPortRow,
    ports.map(({ source, ...port }, ordinal) => ({
      ...port,
      productId,
      ordinal,
      sourceKind: source.kind,
      providerPortId: null,
      ...(source.kind === 'ingestion'
        ? {
            sourceType: source.type,
            sourceName: source.source,
            config: source.config,
            ref: null,
            columns: null,
            columnsOrigin: null,
          }
        : {
            sourceType: null,
            sourceName: null,
            config: policies.get(port.name) ?? null,
            ref: source.ref,
            columns: source.columns ? [...source.columns] : null,
            columnsOrigin: source.columns ? (source.columnsOrigin ?? 'declared') : null,
          }),
    })),
  );
}
