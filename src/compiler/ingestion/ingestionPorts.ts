import type { DbtSourceTable } from '../document/dbt/project/project.js';
import { inputOf, namesOf } from '../facts/lineage/upstream.js';
import type { ProductFacts } from '../facts/product/productFacts.js';

/** An input port whose data a tool brings in. */
export interface IngestionPort {
  readonly name: string;
  /** dlt, airbyte ... */
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly source: string };
  /** The tables of dbt's sources that stand for it. */
  readonly tables: readonly DbtSourceTable[];
}

/** The input ports of a product whose data tools bring in, in the order of the document. */
export function ingestionPorts(facts: Pick<ProductFacts, 'models' | 'inputs' | 'project'>): IngestionPort[] {
  const names = namesOf(facts);
  return names.inputs.flatMap((input) => {
    const { source } = input.port;
    if (source.type !== 'ingestion') return [];
    const tables = [...names.sources.values()].filter((each) => inputOf(each, names) === input);
    const { config } = source;
    return [{ name: input.name, type: config.type, config, tables }];
  });
}
