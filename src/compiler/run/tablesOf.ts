import { isIn, stem } from '../document/dbt/folder/folders.js';
import type { DbtSourceTable } from '../document/dbt/project/project.js';
import type { ModelFacts } from '../facts/models/modelFacts.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import type { SourceFile } from '../source.js';
import type { RunInput, RunTable } from './plan.js';

/** Where a model goes that belongs to no layer, and a seed: DuckDB's and dbt's own name. */
const MAIN = 'main';

/** `sales.gold.customers` in the domain of the namespace `sales` -> gold, customers. */
function tableIn(namespace: string, path: string): RunTable {
  const within = path.startsWith(`${namespace}.`) ? path.slice(namespace.length + 1) : path;
  const dot = within.lastIndexOf('.');
  return dot < 0 ? { schema: MAIN, name: within } : { schema: within.slice(0, dot), name: within.slice(dot + 1) };
}

export function modelTable({ model, table }: ModelFacts, { platform }: Pick<ProductFacts, 'platform'>): RunTable {
  return table === null ? { schema: MAIN, name: model.alias ?? model.name } : tableIn(platform.domain.namespace, table);
}

const sourceName = ({ source, table }: DbtSourceTable): string => `${source}.${table}`;

/** A source's table lies in the schema that is stated of it, else in one of the source's name. */
function sourceTable({ source, table, path }: DbtSourceTable): RunTable {
  const [schema, name] = path.length > 1 ? path.slice(-2) : [source, path[0]];
  return { schema: schema ?? source, name: name ?? table };
}

/** dbt's seeds: the CSV files of the folder, by their names. */
const seedsIn = (files: readonly SourceFile[]): SourceFile[] =>
  files.filter(({ path }) => path.endsWith('.csv') && !isIn(path, ['target', 'dbt_packages']));

/** Whether a CSV file has the rows of a source's table: `seeds/crm_data/accounts.csv`. */
const holds = ({ path }: SourceFile, { source, table }: DbtSourceTable): boolean =>
  path.endsWith(`/${source}/${table}.csv`);

/** The tables that the models of a product begin with: of its sources, those of a CSV file with its rows, and seeds. */
export function inputsOf({ project, files }: Pick<ProductFacts, 'project' | 'files'>): RunInput[] {
  const seeds = seedsIn(files);
  const sources = project.sources.map((source): RunInput => {
    const file = seeds.find((each) => holds(each, source))?.path ?? null;
    return { name: sourceName(source), table: sourceTable(source), file, location: source.location };
  });
  const taken = new Set(sources.map(({ file }) => file));
  const own = seeds
    .filter(({ path }) => !taken.has(path))
    .map(({ path }): RunInput => ({
      name: stem(path),
      table: { schema: MAIN, name: stem(path) },
      file: path,
      location: null,
    }));
  return [...sources, ...own];
}
