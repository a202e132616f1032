import type { DocumentColumn, DocumentElement } from '../../../document/common.js';
import { customProperties } from '../customProperties.js';
import { enumFields } from '../enums.js';
import { logicalTypeOf, typeOfProperty } from '../logicalType.js';
import { optionsOf } from '../options.js';
import { relationshipFields } from '../references.js';
import { stated } from '../../common/stated.js';
import type { OdcsVersion } from '../version.js';
import type { Mapping } from '../../../values/json.js';

/** The fields of a column that a property has of its own; the others become custom properties. */
const TOLD = [
  ...['name', 'type', 'title', 'physical_type', 'description', 'required', 'unique', 'primary_key', 'classification'],
  ...['tags', 'enum', 'fields', 'items', 'id'],
];

const truthy = (fields: Readonly<Record<string, boolean | undefined>>): Mapping =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value === true));

/** An id of the standard has letters, digits, "-" and "_"; it knows ids since 3.1. */
const idOf = ({ id }: Partial<DocumentColumn>, { hasRelationships }: OdcsVersion): string | undefined =>
  id !== undefined && hasRelationships && /^[A-Za-z0-9_-]+$/.test(id) ? id : undefined;

/** What the element is made of. */
function partFields(column: DocumentElement, logicalType: string, version: OdcsVersion): Mapping {
  const { fields, items, keys, values } = column;
  const each = (part: DocumentElement): Mapping => writeProperty(part, version);
  return {
    ...(fields && { properties: fields.map(each) }),
    ...(items && { items: each(items) }),
    ...(logicalType === 'map' && {
      map: { key: each(keys ?? { type: 'any' }), value: each(values ?? { type: 'any' }) },
    }),
  };
}

/** A column of ours, or what an array or map holds, as a property of the standard. */
export function writeProperty(column: DocumentElement & Partial<DocumentColumn>, version: OdcsVersion): Mapping {
  const logical = logicalTypeOf(column.type, version);
  const { options, told } = optionsOf(column, logical, version);
  const { logicalType } = logical;
  const isNearest = typeOfProperty({ logicalType, logicalTypeOptions: options }) !== column.type;
  const id = idOf(column, version);
  const relationships = relationshipFields(column.references ?? [], version);
  const hasOptions = Object.keys(options).length > 0;
  const property = stated({
    id,
    name: column.name,
    businessName: column.title,
    logicalType,
    physicalType: column.physical_type ?? (isNearest && column.type !== 'any' ? column.type : undefined),
    description: column.description,
    ...truthy({ required: column.required, unique: column.unique, primaryKey: column.primary_key }),
    ...truthy({ deprecated: version.hasDeprecated && column.deprecated }),
    classification: column.classification,
    tags: column.tags,
    ...(hasOptions && { logicalTypeOptions: options }),
    ...(column.enum && enumFields(column.enum, version)),
    ...relationships,
    ...partFields(column, logicalType, version),
  });
  const custom = customProperties({
    ...(isNearest && { type: column.type }),
    ...(column.id !== undefined && id === undefined && { id: column.id }),
    ...rest({ ...column }, (key) => TOLD.includes(key) || told.has(key) || isTold(key, { property, relationships })),
  });
  return { ...property, ...(custom.length > 0 && { customProperties: custom }) };
}

/** What the property says in this version of the standard, and not in others. */
function isTold(
  key: string,
  { property, relationships }: { property: Mapping; relationships: Mapping | null },
): boolean {
  if (key === 'references') return relationships !== null;
  if (key === 'deprecated') return property['deprecated'] === true;
  return (key === 'keys' || key === 'values') && property['map'] !== undefined;
}

const rest = (column: Mapping, isSaid: (key: string) => boolean): Mapping =>
  Object.fromEntries(Object.entries(column).filter(([key]) => !isSaid(key)));
