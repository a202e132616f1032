import { jinja, UNIQUE, type Making, type Relation, type StarterModel } from './model.js';

/** What a plain model hands on. */
export function handedOn({ names: { entity, other, column } }: Making, call: string): Relation {
  return {
    call,
    id: column(`${entity}_id`),
    other: column(`${other}_id`),
    status: column('status'),
    amount: column('amount'),
    updated: column('updated_at'),
  };
}

const latest = ({ call, id, updated }: Relation, recency: string): string => `with ranked as (
    select
        *,
        row_number() over (partition by ${id} order by ${updated} desc) as ${recency}
    from ${jinja(call)}
)

`;

/** A layer of tables as they come, are cleaned, are told: bronze, silver, gold, staging, marts. One row an entity. */
export function plainModel(making: Making, cleaned: boolean): StarterModel {
  const { layer, names, reads, nameOf } = making;
  const { entity, entities, other, column } = names;
  const [name, recency] = [nameOf(entities), column('recency')];
  const has = handedOn(making, '');
  return {
    layer,
    name,
    stem: entities,
    description: cleaned
      ? `The latest of each ${entity}, one row a ${entity}`
      : `${layer.description ?? layer.name}: ${entities}, one row a ${entity}`,
    columns: [
      { name: has.id, description: `The ${entity}`, type: 'string', tests: UNIQUE, sql: reads.id },
      { name: has.other, description: `The ${other} whose it is`, type: 'string', sql: reads.other },
      { name: has.status, description: `How the ${entity} stands`, type: 'string', sql: reads.status },
      { name: has.amount, description: 'What it comes to', type: 'number', sql: reads.amount },
      { name: has.updated, description: 'When it last changed, UTC', type: 'timestamp', sql: reads.updated },
    ],
    key: [has.id],
    subject: has.id,
    newest: has.updated,
    tests: [],
    meta: {},
    ...(cleaned && { before: latest(reads, recency) }),
    from: cleaned ? `from ranked\nwhere ${recency} = 1` : `from ${jinja(reads.call)}`,
  };
}
