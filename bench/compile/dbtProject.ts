import type { ColumnSpec, ModelSpec, ProjectSpec, TestSpec } from '../../test/compiler/support/dbtForms.js';

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NOUNS = [
  'order',
  'customer',
  'invoice',
  'payment',
  'product',
  'shipment',
  'ticket',
  'session',
  'campaign',
  'lead',
];
const WORDS = ['status', 'amount', 'currency', 'region', 'channel', 'note', 'quantity', 'price', 'email', 'segment'];
const TYPES = ['varchar', 'bigint', 'timestamp', 'numeric(18,2)', 'boolean'];
const LAYERS = ['bronze', 'silver', 'gold'];

/** A project of so many models in so many folders, as a team of that size would have it: a third of the columns tested. */
export function dbtProject(models: number, folders: number, seed = 1): ProjectSpec {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const nameOf = (index: number): string =>
    `${LAYERS[index % 3] ?? ''}_${NOUNS[index % 10] ?? ''}s_${index.toString().padStart(5, '0')}`;
  const columnOf = (index: number): ColumnSpec => {
    const tests: TestSpec[] = next() < 0.25 ? [{ name: pick(['not_null', 'dbt_utils.not_empty_string']) }] : [];
    const name = `${pick(WORDS)}_${index}`;
    return {
      name,
      type: pick(TYPES),
      description: `The ${name.replace('_', ' ')} of the record as the source has it.`,
      tests,
    };
  };
  const modelOf = (index: number): ModelSpec => ({
    name: nameOf(index),
    folder: `area_${(index % folders).toString().padStart(3, '0')}`,
    description: `One row for each ${NOUNS[index % 10] ?? ''}, as of the last run of the pipeline number ${index}.`,
    columns: [
      {
        name: 'id',
        type: 'bigint',
        description: 'The key of the record.',
        tests: [{ name: 'not_null' }, { name: 'unique' }],
      },
      ...Array.from({ length: 4 + Math.floor(next() * 10) }, (_, at) => columnOf(at)),
    ],
    tests: next() < 0.3 ? [{ name: 'dbt_utils.recency', arguments: { field: 'loaded_at', interval: 1 } }] : [],
    refs: index % 3 === 0 ? [] : [nameOf(index - 1)],
    reads: index % 3 === 0 ? [{ source: 'crm', table: `raw_${index % 500}` }] : [],
    config: next() < 0.3 ? { materialized: 'table' } : {},
    lines: Array.from(
      { length: 5 + Math.floor(next() * 15) },
      (_, at) => `  , cast(source_${at} as varchar) as ${pick(WORDS)}_${at}`,
    ),
  });
  return {
    name: 'shop',
    models: Array.from({ length: models }, (_, index) => modelOf(index)),
    sources: Array.from({ length: 500 }, (_, index) => ({
      source: 'crm',
      table: `raw_${index}`,
      freshness: index % 2 === 0,
    })),
  };
}
