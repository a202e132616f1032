import type { DocumentColumn, DocumentElement } from '../../../document/common.js';
import { listOf, mappingOf, textOf, textsOf } from '../../../document/dbt/project/values.js';
import { fitting } from '../../common/fitting.js';
import { customValue } from '../customProperties.js';
import { enumOf } from '../enums.js';
import { typeOfProperty } from '../logicalType.js';
import { fieldsOfOptions } from '../options.js';
import { referencesOf } from '../references.js';
import { stated } from '../../common/stated.js';
import { isMapping, type Mapping } from '../../../values/json.js';

/** What we wrote as custom properties, for the standard has no field of it. */
const CUSTOM = [
  ...['id', 'aliases', 'renamed_from', 'enum_open', 'encrypted', 'masked_in_non_prod', 'retention_days', 'references'],
  ...['default', 'format', 'pattern', 'minimum', 'maximum', 'exclusive_minimum', 'exclusive_maximum', 'multiple_of'],
  ...['min_length', 'max_length', 'min_items', 'max_items', 'semantic', 'deprecated', 'declassified', 'keys', 'values'],
  ...['min_properties', 'max_properties', 'keywords', 'types', 'terms'],
];

const some = (list: readonly string[]): string[] | undefined => (list.length > 0 ? [...list] : undefined);
const flag = (value: unknown): true | undefined => (value === true ? true : undefined);

/** A property's own fields in ours; what we have no field for is the residue. */
function ownFields(property: Mapping): Partial<DocumentColumn> {
  const { id, businessName, physicalType, description, classification } = property;
  const tags = textsOf(property['tags'] ?? []);
  return {
    id: textOf(id) ?? undefined,
    title: line(businessName),
    physical_type: line(physicalType),
    description: textOf(description) ?? undefined,
    classification: identifier(classification) ?? (tags.includes('pii') ? 'pii' : undefined),
    required: flag(property['required']),
    unique: flag(property['unique']),
    primary_key: flag(property['primaryKey']),
    deprecated: flag(property['deprecated']),
    tags: some(tags),
    enum: some(enumOf(property) ?? []),
    references: some(referencesOf(property)),
  };
}

const line = (value: unknown): string | undefined =>
  typeof value === 'string' && /\S/.test(value) ? value : undefined;
const identifier = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z_][\w$.-]*$/.test(value) ? value : undefined;

function customFields(property: Mapping): Mapping {
  return fitting(Object.fromEntries(CUSTOM.map((key) => [key, customValue(property['customProperties'], key)])));
}

function partFields(property: Mapping): Partial<DocumentElement> {
  const { properties, items, map } = property;
  const { key, value } = mappingOf(map);
  return {
    ...(Array.isArray(properties) && { fields: listOf(properties).filter(isMapping).map(readProperty) }),
    ...(isMapping(items) && { items: element(items) }),
    ...(isMapping(key) && !isAny(key) && { keys: element(key) }),
    ...(isMapping(value) && !isAny(value) && { values: element(value) }),
  };
}

const isAny = (item: Mapping): boolean => Object.keys(item).every((key) => key === 'customProperties');

function element(property: Mapping): DocumentElement {
  const { name: _, id: __, ...rest } = readProperty(property);
  return rest;
}

/** A property of the standard as a column of ours, under its own name. */
export function readProperty(property: Mapping): DocumentColumn {
  const told = line(customValue(property['customProperties'], 'type'));
  const type = told ?? typeOfProperty(property);
  const own = ownFields(property);
  // What was written as the physical type, for the logical one says less, is the type itself.
  const physical = told !== undefined && own.physical_type === told ? undefined : own.physical_type;
  const fields = {
    ...customFields(property),
    ...fieldsOfOptions(property),
    ...stated({ ...own, physical_type: physical }),
  };
  return { name: textOf(property['name']) ?? '', type, ...fields, ...partFields(property) };
}
