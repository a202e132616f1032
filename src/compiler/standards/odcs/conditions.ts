import { lt } from 'semver';
import type { DocumentPath } from '../../source.js';
import { listOf, mappingOf } from '../../document/dbt/project/values.js';
import type { Complaint } from '../../document/shape/issues.js';
import { optionProblems } from './logicalTypeOptions.js';
import { qualityProblems } from './quality.js';
import { serverProblems } from './servers.js';
import { lookup } from '../../values/lookup.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** What the fields of a contract say of one another. */
export function odcsConditions(document: Mapping, version: string): Complaint[] {
  return [
    ...statusProblems(document, version),
    ...each(document['servers'], ['servers'], (server, path) => serverProblems(server, path, version)),
    ...distinct(document['schema'], ['schema'], 'schema objects'),
    ...each(document['schema'], ['schema'], (object, path) => [
      ...relationshipProblems(object, path),
      ...elementProblems(object, path, version),
    ]),
  ];
}

type Check = (item: Mapping, path: DocumentPath) => Complaint[];

const each = (list: unknown, path: DocumentPath, check: Check): Complaint[] =>
  listOf(list).flatMap((item, index) => (isMapping(item) ? check(item, [...path, index]) : []));

/** Since 3.2 a contract may leave its status out. */
function statusProblems({ status }: Mapping, version: string): Complaint[] {
  if (status !== undefined || !lt(version, 'v3.2.0')) return [];
  const expected = 'proposed, draft, active, deprecated or retired';
  const hint = `Add \`status: draft\`; only since v3.2.0 may it be left out`;
  return [{ code: 'DOCUMENT_MISSING_FIELD', path: ['status'], message: "Missing field 'status'", expected, hint }];
}

function distinct(list: unknown, path: DocumentPath, what: string): Complaint[] {
  const seen = new Set<unknown>();
  return each(list, path, ({ name }, at) => {
    if (typeof name !== 'string' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `Two ${what} have the name '${name}'`;
    return [{ code: 'DOCUMENT_DUPLICATE_NAME', path: [...at, 'name'], message, hint: 'Rename one of the two' }];
  });
}

/** What an object and a property have alike: quality, and properties below. */
function elementProblems(element: Mapping, path: DocumentPath, version: string): Complaint[] {
  const properties = [...path, 'properties'];
  return [
    ...each(element['quality'], [...path, 'quality'], (rule, at) => qualityProblems(rule, at, version)),
    ...distinct(element['properties'], properties, 'properties'),
    ...each(element['properties'], properties, (property, at) => propertyProblems(property, at, version)),
  ];
}

function propertyProblems(property: Mapping, path: DocumentPath, version: string): Complaint[] {
  const below = (key: string, value: unknown, at: DocumentPath): Complaint[] =>
    isMapping(value) ? propertyProblems(value, [...at, key], version) : [];
  const { key, value } = mappingOf(property['map']);
  return [
    ...optionProblems(property, path, version),
    ...enumProblems(property, path),
    ...partProblems(property, path),
    ...originProblems(property, path),
    ...elementProblems(property, path, version),
    ...below('items', property['items'], path),
    ...below('key', key, [...path, 'map']),
    ...below('value', value, [...path, 'map']),
  ];
}

/** A relationship of a property leads from that property. */
function originProblems(property: Mapping, path: DocumentPath): Complaint[] {
  return each(property['relationships'], [...path, 'relationships'], ({ from }, at) => {
    const message = "A relationship of a property leads from that property: it says no 'from'";
    const hint = 'Remove `from`, or let the relationship stand in the schema object';
    return from === undefined ? [] : [{ code: 'DOCUMENT_INVALID_VALUE', path: [...at, 'from'], message, hint }];
  });
}

function enumProblems(property: Mapping, path: DocumentPath): Complaint[] {
  const seen = new Set<unknown>();
  return each(property['enum'], [...path, 'enum'], ({ value }, at) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `The value ${JSON.stringify(value)} stands twice in one enum`;
    return [{ code: 'DOCUMENT_INVALID_VALUE', path: [...at, 'value'], message, hint: 'Remove one of the two' }];
  });
}

const PARTS: Readonly<Record<string, string>> = lookup({ properties: 'object', items: 'array', map: 'map' });

/** `items` are an array's, `map` is a map's, which cannot be without. */
function partProblems(property: Mapping, path: DocumentPath): Complaint[] {
  const { logicalType } = property;
  const misplaced = Object.entries(PARTS).filter(
    ([part, type]) => property[part] !== undefined && logicalType !== undefined && logicalType !== type,
  );
  const found = misplaced.map(([part, type]): Complaint => {
    const message = `A property of logicalType ${String(logicalType)} has no '${part}'`;
    return { code: 'DOCUMENT_INVALID_VALUE', path: [...path, part], message, expected: `logicalType: ${type}` };
  });
  if (logicalType !== 'map' || property['map'] !== undefined) return found;
  const message = "A map says in 'map' what its keys and values are";
  return [{ code: 'DOCUMENT_MISSING_FIELD', path: [...path, 'map'], message, expected: 'map: {key: …, value: …}' }];
}

/** A composite key has as many columns on either side. */
function relationshipProblems(object: Mapping, path: DocumentPath): Complaint[] {
  return each(object['relationships'], [...path, 'relationships'], ({ from, to }, at) => {
    if (from === undefined) {
      const message = "A relationship of a schema object says 'from' which columns it leads";
      return [{ code: 'DOCUMENT_MISSING_FIELD', path: [...at, 'from'], message, expected: 'table.column' }];
    }
    if (Array.isArray(from) === Array.isArray(to) && listOf(from).length === listOf(to).length) return [];
    const message = 'A relationship leads from as many columns as it leads to';
    return [{ code: 'DOCUMENT_INVALID_VALUE', path: [...at, 'to'], message, expected: 'one column for each of from' }];
  });
}
