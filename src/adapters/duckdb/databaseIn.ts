import path from 'node:path';

/** The file of DuckDB in a folder: called as the domain's namespace, so that `sales.gold.customers` names a table in it. */
export const databaseIn = (folder: string, namespace: string | null): string =>
  path.join(folder, `${(namespace ?? 'warehouse').replace(/\W+/g, '_')}.duckdb`);
