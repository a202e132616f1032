import type { CompiledModel } from '../../compiler/artifact.js';
import type { Transaction } from '../database.js';
import { ModelRow } from '../rows/products/ModelRow.js';
import { TableRow } from '../rows/products/TableRow.js';
import { sql } from '../sql.js';

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const namespaceOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

export interface PortTable {
  readonly table: string;
  readonly portId: number;
}

/** Puts a product's models, and the catalog tables that its models and output ports stand for, in place of the last ones. */
export async function replaceModelsAndTables(
  tx: Transaction,
  productId: number,
  models: readonly CompiledModel[],
  ports: readonly PortTable[],
): Promise<void> {
  await tx.run(sql`
    DELETE FROM catalog_tables WHERE model_id IN (SELECT id FROM models WHERE product_id = ${productId})
                                  OR port_id IN (SELECT id FROM output_ports WHERE product_id = ${productId})`);
  await tx.run(sql`DELETE FROM models WHERE product_id = ${productId}`);
  const modelIds = await tx.insert(
    ModelRow,
    models.map(({ table, columns, tests, ...model }) => ({
      ...model,
      columns: [...columns],
      tests: [...tests],
      productId,
      tablePath: table,
    })),
  );
  await insertTables(tx, models, modelIds, ports);
}

async function insertTables(
  tx: Transaction,
  models: readonly CompiledModel[],
  modelIds: readonly number[],
  ports: readonly PortTable[],
): Promise<void> {
  const tables = new Map<string, { portId: number | null; modelId: number | null }>();
  models.forEach((model, index) => {
    if (model.table) tables.set(model.table, { portId: null, modelId: modelIds[index] ?? null });
  });
  for (const { table, portId } of ports) tables.set(table, { modelId: null, ...tables.get(table), portId });
  const ids = await namespaceIds(tx, [...tables.keys()].map(namespaceOf));
  const taken = await takenTables(tx, [...tables.keys()]);
  await tx.insert(
    TableRow,
    [...tables].flatMap(([path, owners]) => {
      const namespaceId = ids.get(namespaceOf(path));
      return namespaceId === undefined || taken.has(path)
        ? []
        : [{ path, name: lastPart(path), namespaceId, ...owners }];
    }),
  );
}

/** Ids of the namespaces of these paths; a path nobody declared has none. */
export async function namespaceIds(tx: Transaction, paths: readonly string[]): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map();
  const rows = await tx.all<{ path: string; id: number }>(
    sql`SELECT path AS "path", id AS "id" FROM namespaces WHERE path ${sql.in([...new Set(paths)])}`,
  );
  return new Map(rows.map((row) => [row.path, row.id]));
}

async function takenTables(tx: Transaction, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const rows = await tx.all<{ path: string }>(
    sql`SELECT path AS "path" FROM catalog_tables WHERE path ${sql.in(paths)}`,
  );
  return new Set(rows.map((row) => row.path));
}
