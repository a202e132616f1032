import type { BoundName, ColumnBounds, CompiledColumn } from '../../artifact.js';
import { listOf, mappingOf, textOf, textsOf } from '../../document/dbt/values.js';
import { isMapping, type Mapping } from '../../document/shape.js';

const BOUNDS: readonly BoundName[] = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength'] as const),
  ...(['maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const),
];

function boundsOf(options: Mapping): ColumnBounds | null {
  const stated = BOUNDS.flatMap((name) => (typeof options[name] === 'number' ? [[name, options[name]] as const] : []));
  return stated.length > 0 ? Object.fromEntries(stated) : null;
}

/** The values that a property may have: `enum` (3.2), options, a library rule of invalidValues (3.1). */
function enumOf(property: Mapping, options: Mapping): string[] | null {
  const listed = listOf(property['enum']).flatMap((each) => textsOf(isMapping(each) ? each['value'] : each));
  if (listed.length > 0) return listed;
  const optional = textsOf(options['enum'] ?? []);
  if (optional.length > 0) return optional;
  const rule = listOf(property['quality'])
    .filter(isMapping)
    .find((each) => (each['metric'] ?? each['rule']) === 'invalidValues');
  const valid = textsOf(mappingOf(rule?.['arguments'])['validValues'] ?? []);
  return valid.length > 0 ? valid : null;
}

const classificationOf = (property: Mapping): string | null =>
  textOf(property['classification']) ?? (textsOf(property['tags'] ?? []).includes('pii') ? 'pii' : null);

/** A property of ODCS as a column. */
export function columnOf(property: Mapping): CompiledColumn {
  const options = mappingOf(property['logicalTypeOptions']);
  const [logical, physical] = [textOf(property['logicalType']), textOf(property['physicalType'])];
  const [bounds, format, pattern] = [boundsOf(options), textOf(options['format']), textOf(options['pattern'])];
  const fields = listOf(property['properties']).filter(isMapping);
  const [items, map] = [property['items'], mappingOf(property['map'])];
  const tags = textsOf(property['tags'] ?? []);
  return {
    name: textOf(property['name']) ?? '',
    type: logical ?? physical ?? 'any',
    required: property['required'] === true,
    description: textOf(property['description']),
    enum: enumOf(property, options),
    classification: classificationOf(property),
    primaryKey: property['primaryKey'] === true,
    unique: property['unique'] === true,
    ...(textOf(property['id']) && { id: String(property['id']) }),
    ...(format && { format }),
    ...(pattern && { pattern }),
    ...(bounds && { bounds }),
    ...(physical && { physicalType: physical }),
    ...(fields.length > 0 && { fields: fields.map(columnOf) }),
    ...(isMapping(items) && { items: columnOf(items) }),
    ...(isMapping(map['key']) && { keys: columnOf(map['key']) }),
    ...(isMapping(map['value']) && { values: columnOf(map['value']) }),
    ...(property['deprecated'] === true && { deprecated: true }),
    ...(textOf(property['businessName']) && { title: String(property['businessName']) }),
    ...(tags.length > 0 && { tags }),
  };
}

/** ODCS v3's logical types; what is none of them (`decimal(10,2)`) is told by its base. */
const LOGICAL: Readonly<Record<string, string>> = {
  ...{ string: 'string', integer: 'integer', number: 'number', decimal: 'number', boolean: 'boolean', date: 'date' },
  ...{ timestamp: 'timestamp', time: 'time', object: 'object', struct: 'object', array: 'array', map: 'map' },
};
const logicalOf = (type: string): string =>
  LOGICAL[
    type
      .toLowerCase()
      .replace(/[(<].*/s, '')
      .trim()
  ] ?? 'string';

/** A column as a property of ODCS; without a name where it is what an array or a map holds. */
export function propertyOf(column: CompiledColumn): Record<string, unknown> {
  const logical = logicalOf(column.type);
  const physical = column.physicalType ?? (logical === column.type ? null : column.type);
  const options = {
    ...column.bounds,
    ...(column.format && { format: column.format }),
    ...(column.pattern && { pattern: column.pattern }),
  };
  return {
    ...(column.name !== '' && { name: column.name }),
    ...(column.id && { id: column.id }),
    ...(column.title && { businessName: column.title }),
    ...(column.description !== null && { description: column.description }),
    logicalType: logical,
    ...(physical !== null && { physicalType: physical }),
    ...(Object.keys(options).length > 0 && { logicalTypeOptions: options }),
    ...(column.required && { required: true }),
    ...(column.unique && { unique: true }),
    ...(column.primaryKey && { primaryKey: true }),
    ...(column.classification && { classification: column.classification }),
    ...(column.tags && { tags: [...column.tags] }),
    ...(column.deprecated && { deprecated: true }),
    ...(column.enum && {
      quality: [{ type: 'library', metric: 'invalidValues', arguments: { validValues: [...column.enum] }, mustBe: 0 }],
    }),
    ...(column.fields && { properties: column.fields.map(propertyOf) }),
    ...(column.items && { items: propertyOf(column.items) }),
    ...(column.keys && column.values && { map: { key: propertyOf(column.keys), value: propertyOf(column.values) } }),
  };
}
