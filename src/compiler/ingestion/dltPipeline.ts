import type { DbtColumn, DbtSourceTable } from '../document/dbt/project/project.js';
import { parseType } from '../types/parseType.js';
import type { IngestionPort } from './ingestionPorts.js';
import { pythonLiteral, pythonName } from './python.js';

/** An input port that dlt brings in, of a product (`sales.customer-360`). */
export interface DltPort extends Omit<IngestionPort, 'type'> {
  readonly product: string;
}

/** The types of dlt (Schema, Data types) by ours; any other is text. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^u?int\d+$/, 'bigint'],
  [/^float\d+$/, 'double'],
  [/^(decimal|number|bignumeric)$/, 'decimal'],
  [/^boolean$/, 'bool'],
  [/^date$/, 'date'],
  [/^time(tz)?$/, 'time'],
  [/^timestamp/, 'timestamp'],
  [/^binary$/, 'binary'],
  [/^(jsonb?|object|array|map|union)$/, 'json'],
];
const typeOf = (type: string): string => TYPES.find(([base]) => base.test(parseType(type).base))?.[1] ?? 'text';

/** What dlt is told of a column: its type, where the dbt source states one. */
const hintOf = ({ type }: DbtColumn): Readonly<Record<string, unknown>> =>
  type === null ? {} : { data_type: typeOf(type) };

const DISPOSITIONS = ['append', 'replace', 'merge', 'skip'];
const ofResource = ({ config }: DltPort): [string, unknown][] => {
  const { write_disposition: disposition, primary_key: primary, merge_key: merge } = config;
  return [
    ['write_disposition', DISPOSITIONS.includes(String(disposition)) ? disposition : 'append'],
    ...(primary === undefined ? [] : [['primary_key', primary] as [string, unknown]]),
    ...(merge === undefined ? [] : [['merge_key', merge] as [string, unknown]]),
  ];
};

function resource(port: DltPort, { table, columns }: DbtSourceTable): string {
  const hints = columns.map(
    ({ name, ...column }) => `        ${JSON.stringify(name)}: ${pythonLiteral(hintOf({ name, ...column }))},`,
  );
  const options = ofResource(port).map(([name, value]) => `    ${name}=${pythonLiteral(value)},`);
  const frozen = columns.length > 0 ? [`    columns={`, ...hints, '    },', '    schema_contract=CONTRACT,'] : [];
  return [
    '@dlt.resource(',
    `    name=${pythonLiteral(table)},`,
    ...options,
    ...frozen,
    ')',
    `def ${pythonName(table)}():`,
    `    raise NotImplementedError(${pythonLiteral(`yield the rows of ${table} from ${port.config.source}`)})`,
  ].join('\n');
}

/** The schema into which the tables are loaded: the one that dbt reads them from, else the name of the port. */
function datasetOf({ name, config, tables }: DltPort): string {
  const stated = config['dataset_name'];
  return typeof stated === 'string' ? stated : (tables[0]?.path.at(-2) ?? pythonName(name));
}

/**
 * The pipeline of dlt that brings an input port in, to be filled in by a person: a resource a table that dbt reads, its
 * columns and their types as the dbt source states them, frozen (dlt, Schema contracts): another column or another type
 * fails the load in place of reaching the models. Where no column is stated nothing is frozen.
 */
export function dltPipeline(port: DltPort): string {
  const { product, name, config, tables } = port;
  const pipeline = typeof config['pipeline_name'] === 'string' ? config['pipeline_name'] : `${product}.${name}`;
  const resources = tables.map(({ table }) => pythonName(table));
  return `"""Brings ${name} of ${product} in from ${config.source.replace(/["\\\n]/g, ' ')} by dlt. Written by floe, yours to change.

\`floe run\` calls it with FLOE_RUN_ID; FLOE_DLT_DESTINATION names dlt's destination (duckdb, snowflake, filesystem ...), whose
credentials dlt takes from the environment.
"""

import os

import dlt

# Of the tables whose columns the dbt source states no other column and no other type comes in.
CONTRACT = {"tables": "evolve", "columns": "freeze", "data_type": "freeze"}


${tables.map((table) => resource(port, table)).join('\n\n\n')}


@dlt.source(name=${pythonLiteral(pythonName(name))})
def source():
    return ${resources.length === 0 ? '[]' : `[${resources.map((each) => `${each}()`).join(', ')}]`}


if __name__ == "__main__":
    pipeline = dlt.pipeline(
        pipeline_name=${pythonLiteral(pythonName(pipeline))},
        destination=os.environ.get("FLOE_DLT_DESTINATION", ${pythonLiteral(typeof config['destination'] === 'string' ? config['destination'] : 'duckdb')}),
        dataset_name=${pythonLiteral(datasetOf(port))},
    )
    print(pipeline.run(source()))
`;
}
