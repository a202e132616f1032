import { hashOf, jinja, refersTo, UNIQUE, type Making, type StarterColumn, type StarterModel } from './model.js';

/** The columns of loading (ADR-0021, Data Vault Pattern), by the names that the platform writes. */
const loadDate = ({ names: { column } }: Making, sql: string): StarterColumn => ({
  name: column('load_date'),
  description: 'When it was loaded, UTC',
  type: 'timestamp',
  sql,
});
const recordSource = ({ names: { column, source } }: Making): StarterColumn => ({
  name: column('record_source'),
  description: 'Where it was loaded from',
  type: 'string',
  sql: `'${source}'`,
});

/** What a model says of its columns where the platform writes them otherwise than vaults do. */
function vaultMeta({ names: { column } }: Making, hashKey: string): StarterModel['meta'] {
  if (column('load_date') === 'load_date') return {};
  const data_vault = { hash_key: hashKey, load_date: column('load_date'), record_source: column('record_source') };
  return { data_vault };
}

function hub(making: Making, entity: string, id: string): StarterModel {
  const { layer, names, reads, nameOf } = making;
  const [key, business] = [names.column(`${entity}_hk`), names.column(`${entity}_id`)];
  return {
    layer,
    name: nameOf(entity),
    stem: entity,
    description: `Each ${entity} that there is, one row a business key`,
    columns: [
      { name: key, description: `Hash of ${business}`, type: 'string', tests: UNIQUE, sql: hashOf(id) },
      { name: business, description: `The business key of the ${entity}`, type: 'string', tests: UNIQUE, sql: id },
      loadDate(making, `min(${reads.updated})`),
      recordSource(making),
    ],
    key: [key],
    subject: id === reads.id ? business : null,
    newest: names.column('load_date'),
    tests: [],
    meta: { primary_key: key, business_key: business, ...vaultMeta(making, key) },
    from: `from ${jinja(reads.call)}\ngroup by ${id}`,
  };
}

/** Two hubs, for a link relates two. */
export const hubs = (making: Making): StarterModel[] => [
  hub(making, making.names.entity, making.reads.id),
  hub(making, making.names.other, making.reads.other),
];

/** The hub of an entity among what was made; undefined where the platform has no layer of hubs. */
const hubOf = ({ made, names }: Making, entity: string): StarterModel | undefined =>
  made.find(({ stem, key }) => stem === entity && key.includes(names.column(`${entity}_hk`)));

function hashKey(making: Making, entity: string, id: string): StarterColumn[] {
  const parent = hubOf(making, entity);
  if (!parent) return [];
  const name = making.names.column(`${entity}_hk`);
  const tests = [refersTo(`ref('${parent.name}')`, name)];
  return [{ name, description: `The ${entity}`, type: 'string', tests, sql: hashOf(id) }];
}

/** A link between the two hubs; none where there are no hubs. */
export function links(making: Making): StarterModel[] {
  const { layer, names, reads, nameOf } = making;
  const { entity, other } = names;
  const ends = [...hashKey(making, entity, reads.id), ...hashKey(making, other, reads.other)];
  if (ends.length < 2) return [];
  const [stem, key] = [`${entity}_${other}`, names.column(`${entity}_${other}_hk`)];
  return [
    {
      layer,
      name: nameOf(stem),
      stem,
      description: `Which ${other} a ${entity} belongs to`,
      columns: [
        {
          name: key,
          description: 'Hash of both business keys',
          type: 'string',
          tests: UNIQUE,
          sql: hashOf(reads.id, reads.other),
        },
        ...ends,
        loadDate(making, `min(${reads.updated})`),
        recordSource(making),
      ],
      key: [key],
      subject: null,
      newest: names.column('load_date'),
      tests: [],
      meta: { primary_key: key, ...vaultMeta(making, key) },
      from: `from ${jinja(reads.call)}\ngroup by ${reads.id}, ${reads.other}`,
    },
  ];
}

/** What describes the hub, one row a time it was loaded; none where there is no hub. */
export function satellites(making: Making): StarterModel[] {
  const { layer, names, reads, nameOf } = making;
  const { entity, column } = names;
  const [parent] = hashKey(making, entity, reads.id);
  if (!parent) return [];
  const [stem, loaded] = [`${entity}_details`, column('load_date')];
  const key = [parent.name, loaded];
  return [
    {
      layer,
      name: nameOf(stem),
      stem,
      description: `What is known of each ${entity}, one row a ${entity} and time it was loaded`,
      columns: [
        parent,
        loadDate(making, reads.updated),
        {
          name: column('hash_diff'),
          description: 'Hash of what is described, by which a change is seen',
          type: 'string',
          sql: hashOf(reads.status, reads.amount),
        },
        { name: column('status'), description: `How the ${entity} stood`, type: 'string', sql: reads.status },
        { name: column('amount'), description: 'What it came to', type: 'number', sql: reads.amount },
        recordSource(making),
      ],
      key,
      subject: null,
      newest: loaded,
      tests: [{ 'dbt_utils.unique_combination_of_columns': { combination_of_columns: key } }],
      meta: vaultMeta(making, parent.name),
      from: `from ${jinja(reads.call)}`,
    },
  ];
}
