import type { ModelFacts } from '../models/modelFacts.js';
import type { ProductFacts } from './productFacts.js';

/** The catalog tables that a product's documents name, each once, sorted. */
export interface NamedTables {
  /** Of its output ports and models. */
  readonly writes: readonly string[];
  /** Of its dbt sources, with and without what may stand before them (a database). */
  readonly reads: readonly string[];
}

/** The catalog table that a model writes; null outside every layer, and of an ephemeral one, which is part of others. */
export const writtenTable = ({ table, model }: ModelFacts): string | null =>
  model.materialized === 'ephemeral' ? null : table;

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** The names by which a relation may stand in the catalog: `raw.shop.orders` as itself and as `shop.orders`. */
export const relationNames = (path: readonly string[]): string[] => {
  const parts = path.join('.').split('.');
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join('.'));
};

/** What a compilation reports of the tables it names; nothing where the platform could not be loaded. */
export function namedTables(facts: ProductFacts | null): NamedTables {
  if (!facts) return { writes: [], reads: [] };
  const { outputs, models, project } = facts;
  return {
    writes: sorted([...outputs.map(({ port }) => port.table), ...models.flatMap((model) => writtenTable(model) ?? [])]),
    reads: sorted(project.sources.flatMap(({ path }) => relationNames(path))),
  };
}
