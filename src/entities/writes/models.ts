import type { CompiledModel, CompiledOutputPort } from '../../compiler/artifact.js';
import type { Reader, Transaction } from '../database.js';
import { ModelRow } from '../rows/products/ModelRow.js';
import { TableRow } from '../rows/products/TableRow.js';
import { sql } from '../sql.js';
import { ahead } from '../transaction.js';

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const namespaceOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

export interface PortTable {
  readonly table: string;
  readonly portId: number;
}

/** The paths of the namespaces that a product's ports and models lie in. */
export const namespacesOf = (models: readonly CompiledModel[], ports: readonly CompiledOutputPort[]): string[] => [
  ...new Set([
    ...ports.flatMap(({ namespace, table }) => [namespace, namespaceOf(table)]),
    ...models.flatMap(({ table }) => (table ? [namespaceOf(table)] : [])),
  ]),
];

/** Adds a product's models; their ids come when the store has told them. */
export function insertModels(tx: Transaction, productId: number, models: readonly CompiledModel[]): Promise<number[]> {
  const written = tx.insertReturning(
    ModelRow,
    models.map(({ table, columns, tests, ...model }) => ({
      ...model,
      columns: [...columns],
      tests: [...tests],
      productId,
      tablePath: table,
    })),
    ['id'],
  );
  return ahead(written.then((rows) => rows.map(({ id }) => id)));
}

/** What a catalog table stands for. */
interface TableOwners {
  readonly portId: number | null;
  readonly modelId: number | null;
}

function ownersOf(
  models: readonly CompiledModel[],
  modelIds: readonly number[],
  ports: readonly PortTable[],
): Map<string, TableOwners> {
  const tables = new Map<string, TableOwners>();
  models.forEach((model, index) => {
    if (model.table) tables.set(model.table, { portId: null, modelId: modelIds[index] ?? null });
  });
  for (const { table, portId } of ports) tables.set(table, { modelId: tables.get(table)?.modelId ?? null, portId });
  return tables;
}

/** Adds the catalog tables that a product's models and output ports stand for; one that is taken stays whose it is. */
export async function insertTables(
  tx: Transaction,
  {
    models,
    modelIds,
    ports,
    namespaces,
  }: {
    readonly models: readonly CompiledModel[];
    readonly modelIds: readonly number[];
    readonly ports: readonly PortTable[];
    readonly namespaces: ReadonlyMap<string, number>;
  },
): Promise<void> {
  const rows = [...ownersOf(models, modelIds, ports)].flatMap(([path, owners]) => {
    const namespaceId = namespaces.get(namespaceOf(path));
    return namespaceId === undefined ? [] : [{ path, name: lastPart(path), namespaceId, ...owners }];
  });
  await tx.insertNew(TableRow, rows, ['path']);
}

/** Ids of the namespaces of these paths; a path nobody declared has none. */
export async function namespaceIds(tx: Reader, paths: readonly string[]): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map();
  const rows = await tx.all<{ path: string; id: number }>(
    sql`SELECT path AS "path", id AS "id" FROM namespaces WHERE path ${sql.in([...new Set(paths)])}`,
  );
  return new Map(rows.map((row) => [row.path, row.id]));
}

/** Where a domain stands among the others. */
export interface DomainPlace {
  readonly id: number;
  readonly ordinal: number;
}

/** The domain of this name and, by path, the ids of those of these namespaces that are declared. */
export async function placesOf(
  tx: Transaction,
  domain: string,
  paths: readonly string[],
): Promise<{ readonly domain: DomainPlace | undefined; readonly namespaces: ReadonlyMap<string, number> }> {
  const rows = await tx.all<DomainPlace & { path: string | null }>(sql`
    SELECT id AS "id", ordinal AS "ordinal", NULL AS "path" FROM domains WHERE name = ${domain}
    UNION ALL SELECT id AS "id", 0 AS "ordinal", path AS "path" FROM namespaces WHERE path ${sql.in(paths)}`);
  return {
    domain: rows.find(({ path }) => path === null),
    namespaces: new Map(rows.flatMap(({ path, id }) => (path === null ? [] : [[path, id]]))),
  };
}
