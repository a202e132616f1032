import type { CompiledModel, CompiledOutputPort } from '../../compiler/artifact.js';
import type { Reader, Transaction } from '../database.js';
import { ModelRow } from '../rows/products/ModelRow.js';
import { TableRow } from '../rows/products/TableRow.js';
import { sql } from '../sql.js';
import { ahead } from '../transaction.js';

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const namespaceOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

export interface PortTable {
  readonly productId: number;
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

/** The models of a product. */
export interface ModelsOf {
  readonly productId: number;
  readonly models: readonly CompiledModel[];
}

/** Adds the models of products; their ids, in their order, come when the store has told them. */
export function insertModels(tx: Transaction, products: readonly ModelsOf[]): Promise<number[]> {
  const written = tx.insertReturning(
    ModelRow,
    products.flatMap(({ productId, models }) =>
      models.map(({ table, columns, tests, ...model }) => ({
        ...model,
        columns: [...columns],
        tests: [...tests],
        productId,
        tablePath: table,
      })),
    ),
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

/** Adds the catalog tables that models and output ports of products stand for; one that is taken stays whose it is. */
export async function insertTables(
  tx: Transaction,
  {
    products,
    modelIds,
    ports,
    namespaces,
  }: {
    readonly products: readonly ModelsOf[];
    /** Of all their models. */
    readonly modelIds: readonly number[];
    readonly ports: readonly PortTable[];
    readonly namespaces: ReadonlyMap<string, number>;
  },
): Promise<void> {
  let before = 0;
  const rows = products.flatMap(({ productId, models }) => {
    const ids = modelIds.slice(before, (before += models.length));
    const own = ports.filter((port) => port.productId === productId);
    return [...ownersOf(models, ids, own)].flatMap(([path, owners]) => {
      const namespaceId = namespaces.get(namespaceOf(path));
      return namespaceId === undefined ? [] : [{ path, name: lastPart(path), namespaceId, ...owners }];
    });
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

/** Where products lie: their domains by name and, by path, the ids of the namespaces. */
export interface Places {
  readonly domains: ReadonlyMap<string, DomainPlace>;
  readonly namespaces: ReadonlyMap<string, number>;
}

/** The domains of these names, and those of these namespaces that are declared. */
export async function placesOf(tx: Transaction, domains: readonly string[], paths: readonly string[]): Promise<Places> {
  const rows = await tx.all<DomainPlace & { name: string | null; path: string | null }>(sql`
    SELECT id AS "id", ordinal AS "ordinal", name AS "name", NULL AS "path" FROM domains WHERE name ${sql.in(domains)}
    UNION ALL SELECT id AS "id", 0 AS "ordinal", NULL AS "name", path AS "path" FROM namespaces WHERE path ${sql.in(paths)}`);
  return {
    domains: new Map(rows.flatMap(({ name, ...place }) => (name === null ? [] : [[name, place]]))),
    namespaces: new Map(rows.flatMap(({ path, id }) => (path === null ? [] : [[path, id]]))),
  };
}
