import type { Diagnostic } from '../../diagnostic.js';
import { finding } from '../../document/finding.js';
import { isMapping } from '../../document/shape.js';
import type { YamlDocument } from '../../document/yaml.js';
import type { DocumentPath } from '../../source.js';

const TYPES = [
  'string',
  'date',
  'timestamp',
  'time',
  'number',
  'integer',
  'object',
  'array',
  'boolean',
  'map',
  'vector',
];

interface Check {
  readonly at: DocumentPath;
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const quoted = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value));

function required(document: Record<string, unknown>, field: string, expected: string): Check[] {
  const value = document[field];
  if (isText(value)) return [];
  if (value === undefined || value === null) return [{ at: [], message: `Missing field '${field}'`, expected }];
  const hint = field === 'version' && typeof value === 'number' ? `Quote it: version: "${value}"` : undefined;
  return [{ at: [field], message: `'${field}' cannot be ${quoted(value)}`, expected, ...(hint && { hint }) }];
}

function propertyChecks(property: unknown, at: DocumentPath, named: boolean): Check[] {
  if (!isMapping(property)) return [{ at, message: 'A property is not a mapping', expected: 'a mapping' }];
  const { name, logicalType, properties, items } = property;
  return [
    ...(named && !isText(name) ? [{ at, message: 'A property has no name', expected: 'a name' }] : []),
    ...(logicalType !== undefined && !TYPES.includes(String(logicalType))
      ? [
          {
            at: [...at, 'logicalType'],
            message: `'logicalType' cannot be ${quoted(logicalType)}`,
            expected: TYPES.join(', '),
          },
        ]
      : []),
    ...['required', 'unique', 'primaryKey'].flatMap((field) =>
      property[field] === undefined || typeof property[field] === 'boolean'
        ? []
        : [
            {
              at: [...at, field],
              message: `'${field}' cannot be ${quoted(property[field])}`,
              expected: 'true or false',
            },
          ],
    ),
    ...listChecks(properties, [...at, 'properties'], true),
    ...(items === undefined ? [] : propertyChecks(items, [...at, 'items'], false)),
  ];
}

function listChecks(properties: unknown, at: DocumentPath, unique: boolean): Check[] {
  if (properties === undefined) return [];
  if (!Array.isArray(properties)) return [{ at, message: `'${String(at.at(-1))}' is not a list`, expected: 'a list' }];
  const list = properties as unknown[];
  const names = list.map((each) => (isMapping(each) ? each['name'] : undefined));
  return [
    ...list.flatMap((each, index) => propertyChecks(each, [...at, index], true)),
    ...(unique ? names : []).flatMap((name, index) =>
      isText(name) && names.indexOf(name) < index
        ? [{ at: [...at, index, 'name'], message: `'${name}' stands twice`, expected: 'a name of its own' }]
        : [],
    ),
  ];
}

function schemaChecks(schema: unknown): Check[] {
  if (schema === undefined) return [];
  if (!Array.isArray(schema))
    return [{ at: ['schema'], message: "'schema' is not a list", expected: 'a list of objects' }];
  return (schema as unknown[]).flatMap((object, index): Check[] => {
    const at = ['schema', index];
    if (!isMapping(object)) return [{ at, message: 'An object of the schema is not a mapping', expected: 'a mapping' }];
    const nameless = isText(object['name'])
      ? []
      : [{ at, message: 'An object of the schema has no name', expected: 'a name' }];
    return [...nameless, ...listChecks(object['properties'], [...at, 'properties'], true)];
  });
}

function slaChecks(rows: unknown): Check[] {
  if (rows === undefined) return [];
  if (!Array.isArray(rows))
    return [{ at: ['slaProperties'], message: "'slaProperties' is not a list", expected: 'a list' }];
  return (rows as unknown[]).flatMap((row, index): Check[] => {
    const at = ['slaProperties', index];
    const stated = isMapping(row) && isText(row['property']) && row['value'] !== undefined;
    return stated
      ? []
      : [{ at, message: 'A row of slaProperties lacks its property or its value', expected: 'property and value' }];
  });
}

function versionChecks(version: unknown): Check[] {
  if (/^v3\.\d+\.\d+$/.test(String(version))) return [];
  const hint = /^v2|^2/.test(String(version))
    ? 'Version 2 of the standard has another shape: migrate the document first'
    : undefined;
  const message = version === undefined ? "Missing field 'apiVersion'" : `'apiVersion' cannot be ${quoted(version)}`;
  return [
    { at: version === undefined ? [] : ['apiVersion'], message, expected: 'v3.0.0 to v3.2.0', ...(hint && { hint }) },
  ];
}

/** What in a document breaks the Open Data Contract Standard v3, at its place. */
export function odcsProblems(document: YamlDocument): Diagnostic[] {
  const { value } = document;
  const checks: Check[] = isMapping(value)
    ? [
        ...versionChecks(value['apiVersion']),
        ...(value['kind'] === 'DataContract'
          ? []
          : [{ at: ['kind'], message: `'kind' cannot be ${quoted(value['kind'])}`, expected: 'DataContract' }]),
        ...required(value, 'id', 'a text that names the contract for ever'),
        ...required(value, 'version', 'a version in quotes, "1.0.0"'),
        ...schemaChecks(value['schema']),
        ...slaChecks(value['slaProperties']),
      ]
    : [{ at: [], message: 'The document holds no mapping', expected: 'a data contract' }];
  return checks.map(({ at, ...rest }) =>
    finding({ code: 'STANDARD_DOCUMENT_INVALID', ...rest, location: document.locate(at) }),
  );
}
