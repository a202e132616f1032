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

/** Where products lie, and what they read: their domains by name, by path the ids of the namespaces, by fqn those of ports. */
export interface Places {
  readonly domains: ReadonlyMap<string, DomainPlace>;
  readonly namespaces: ReadonlyMap<string, number>;
  readonly ports: ReadonlyMap<string, number>;
}

interface Asked {
  readonly domains: readonly string[];
  readonly namespaces: readonly string[];
  readonly ports: readonly string[];
}

/** The domains of these names, those of these namespaces that are declared, and those of these output ports that stand. */
export async function placesOf(tx: Transaction, { domains, namespaces, ports }: Asked): Promise<Places> {
  const rows = await tx.all<DomainPlace & { kind: keyof Places; name: string }>(sql`
    SELECT 'domains' AS "kind", name AS "name", id AS "id", ordinal AS "ordinal" FROM domains WHERE name ${sql.in(domains)}
    UNION ALL SELECT 'namespaces', path, id, 0 FROM namespaces WHERE path ${sql.in(namespaces)}
    UNION ALL SELECT 'ports', o.fqn, o.id, 0 FROM output_ports o JOIN products p ON p.id = o.product_id
    WHERE o.fqn ${sql.in(ports)} AND o.removed_at IS NULL AND p.retired_at IS NULL`);
  const of = (kind: keyof Places) => rows.filter((row) => row.kind === kind);
  return {
    domains: new Map(of('domains').map(({ name, id, ordinal }) => [name, { id, ordinal }])),
    namespaces: new Map(of('namespaces').map(({ name, id }) => [name, id])),
    ports: new Map(of('ports').map(({ name, id }) => [name, id])),
  };
}
