import { hashOf, jinja, refersTo, UNIQUE, type Making, type StarterColumn, type StarterModel } from './model.js';
import { plainModel } from './plain.js';

const OPEN_END = "timestamp '9999-12-31'";

/** The columns of a Type 2 dimension (ADR-0021, Type 2 Schema Requirements), by the names that the platform writes. */
function historyNames({ names: { column } }: Making) {
  return {
    surrogate_key: column('surrogate_key'),
    effective_from: column('effective_from'),
    effective_to: column('effective_to'),
    is_current: column('is_current'),
  };
}

/** The type of slowly changing dimension that a layer's dimensions have: its default, else 2 where it may be. */
const scdTypeOf = ({ layer: { scd } }: Making): number =>
  scd?.defaultType ?? (scd && !scd.typesAllowed.includes(2) ? 1 : 2);

function versions(making: Making): StarterModel {
  const { layer, names, reads, nameOf } = making;
  const { entity, other, column } = names;
  const has = historyNames(making);
  const next = `lead(${reads.updated}) over (partition by ${reads.id} order by ${reads.updated})`;
  const [id, status] = [column(`${entity}_id`), column('status')];
  const isRenamed = Object.entries(has).some(([part, name]) => part !== name);
  return {
    layer,
    name: nameOf(entity),
    stem: entity,
    description: `Each ${entity} as it was, one row a version (slowly changing, type 2)`,
    columns: [
      {
        name: has.surrogate_key,
        description: 'One a version; facts reference this',
        type: 'string',
        tests: UNIQUE,
        sql: hashOf(reads.id, reads.updated),
      },
      { name: id, description: `The ${entity}`, type: 'string', sql: reads.id },
      { name: column(`${other}_id`), description: `The ${other} whose it is`, type: 'string', sql: reads.other },
      { name: status, description: `How the ${entity} stood`, type: 'string', sql: reads.status },
      {
        name: has.effective_from,
        description: 'When this version became active, UTC',
        type: 'timestamp',
        sql: reads.updated,
      },
      {
        name: has.effective_to,
        description: 'When it expired, UTC; 9999-12-31 for the current one',
        type: 'timestamp',
        sql: `coalesce(${next}, ${OPEN_END})`,
      },
      { name: has.is_current, description: 'Flag for the current version', type: 'boolean', sql: `${next} is null` },
    ],
    key: [has.surrogate_key],
    subject: id,
    newest: has.effective_from,
    tests: [],
    meta: { scd_type: 2, business_key: id, ...(isRenamed && { scd: has }) },
    from: `from ${jinja(reads.call)}`,
  };
}

/** A dimension, of the type that its layer has (ADR-0021, Slowly Changing Dimensions). */
export function dimension(making: Making): StarterModel {
  if (scdTypeOf(making) === 2) return versions(making);
  const { entity } = making.names;
  const plain = plainModel(making, false);
  const description = `Each ${entity} as it is, one row a ${entity} (slowly changing, type 1)`;
  return { ...plain, name: making.nameOf(entity), stem: entity, description, meta: { scd_type: 1 } };
}

/** How a fact finds the dimension that was made, if one was. */
function reference(making: Making): { readonly column: StarterColumn; readonly from: string } | null {
  const { names, reads, made } = making;
  const { entity, column } = names;
  const found = made.find(({ meta }) => 'scd_type' in meta);
  if (!found) return null;
  const to = `ref('${found.name}')`;
  const changes = `from ${jinja(reads.call)} as changes`;
  const [key = ''] = found.key;
  if (found.meta['scd_type'] === 1) {
    const own = { name: column(`${entity}_id`), description: `The ${entity}`, sql: `changes.${reads.id}` };
    return { column: { ...own, type: 'string', tests: [refersTo(to, key)] }, from: changes };
  }
  const has = historyNames(making);
  return {
    column: {
      name: column(`${entity}_key`),
      description: `The version of the ${entity} at the time of the change`,
      type: 'string',
      tests: [refersTo(to, key)],
      sql: `versions.${key}`,
    },
    from: `${changes}
join ${jinja(to)} as versions
    on versions.${found.subject} = changes.${reads.id}
    and changes.${reads.updated} >= versions.${has.effective_from}
    and changes.${reads.updated} < versions.${has.effective_to}`,
  };
}

/** A fact table: one row a change, joined with the version of the dimension that held then (ADR-0021, Fact Table Joins). */
export function fact(making: Making): StarterModel {
  const { layer, names, reads, nameOf } = making;
  const { entity, column } = names;
  const [stem, key, changed] = [`${entity}_changes`, column(`${entity}_change_id`), column('changed_at')];
  const own = { name: column(`${entity}_id`), description: `The ${entity}`, sql: `changes.${reads.id}` };
  const { column: about, from } = reference(making) ?? {
    column: { ...own, type: 'string' as const },
    from: `from ${jinja(reads.call)} as changes`,
  };
  return {
    layer,
    name: nameOf(stem),
    stem,
    description: `What became of each ${entity}, one row a change`,
    columns: [
      {
        name: key,
        description: 'The change',
        type: 'string',
        tests: UNIQUE,
        sql: hashOf(`changes.${reads.id}`, `changes.${reads.updated}`),
      },
      about,
      { name: column('amount'), description: 'What it came to', type: 'number', sql: `changes.${reads.amount}` },
      { name: changed, description: 'When it changed, UTC', type: 'timestamp', sql: `changes.${reads.updated}` },
    ],
    key: [key],
    subject: about.tests ? null : about.name,
    newest: changed,
    tests: [],
    meta: {},
    from,
  };
}
