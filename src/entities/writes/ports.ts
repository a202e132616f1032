import type { CompiledInputPort, CompiledOutputPort } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { InputPortRow } from '../rows/products/InputPortRow.js';
import { OutputPortRow } from '../rows/products/OutputPortRow.js';
import { sql } from '../sql.js';
import type { ContractPolicy } from './contracts.js';
import { namespaceIds, type PortTable } from './models.js';

/**
 * Brings a product's output ports to what its document says. A port that is gone keeps its row, marked as removed, for
 * contracts and history refer to it. Returns the standing ports' tables with their ids.
 */
export async function putOutputPorts(
  tx: Transaction,
  productId: number,
  ports: readonly CompiledOutputPort[],
  at: string,
): Promise<PortTable[]> {
  const fqns = ports.map((port) => port.fqn);
  await tx.run(sql`
    UPDATE output_ports SET removed_at = ${at}
    WHERE product_id = ${productId} AND removed_at IS NULL AND NOT (fqn ${sql.in(fqns)})`);
  if (ports.length === 0) return [];
  const namespaces = await namespaceIds(
    tx,
    ports.map((port) => port.namespace),
  );
  await tx.upsert(
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
    ['fqn'],
  );
  return tx.all<PortTable>(sql`
    SELECT id AS "portId", table_name AS "table" FROM output_ports
    WHERE product_id = ${productId} AND removed_at IS NULL ORDER BY ordinal`);
}

/** Puts these input ports in place of the last ones, each data-product port with the policy its contract is made under. */
export async function replaceInputPorts(
  tx: Transaction,
  productId: number,
  ports: readonly CompiledInputPort[],
  policies: ReadonlyMap<string, ContractPolicy>,
): Promise<void> {
  await tx.run(sql`DELETE FROM input_ports WHERE product_id = ${productId}`);
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
