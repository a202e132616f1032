import { lt } from 'semver';
import type { DocumentPath } from '../../source.js';
import { nearest } from '../../values/nearest.js';
import type { Complaint } from '../../document/shape/issues.js';
import type { Mapping } from '../../values/json.js';

/** The types of servers and what each must say (Open Data Contract Standard, Infrastructure and Servers). */
const SERVERS = `
  api location; athena schema; azure location format; bigquery project dataset; clickhouse host port database;
  databricks catalog schema; denodo host port; dremio host port; duckdb database; exasol host; glue account database; hana host;
  cloudsql host port database schema; db2 host port database; hive host database; iceberg catalog catalogUrl; impala host database;
  informix host database; kafka host; kinesis; local path format; mysql host port database;
  oracle host port serviceName; postgresql host port database schema; postgres host port database schema; presto host;
  pubsub project; redshift database schema; s3 location; sftp location; snowflake account database schema;
  sqlserver host database schema; synapse host port database; teradata host; trino host port catalog schema;
  vertica host port database schema; zen host database; custom`;

const REQUIRED = new Map(
  SERVERS.split(';').map((each) => {
    const [type = '', ...fields] = each.trim().split(/\s+/);
    return [type, fields] as const;
  }),
);

/** Until 3.1 Athena had to say where its results are staged, until 3.0.1 by another name. */
function stagingOf({ type }: Mapping, version: string): string[] {
  if (type !== 'athena' || !lt(version, 'v3.2.0')) return [];
  return [lt(version, 'v3.0.2') ? 'staging_dir' : 'stagingDir'];
}

/** The fields of servers that are texts wherever they stand; what else stands there is not judged. */
const TEXTS = `account catalog catalogUrl database dataset delimiter encoding endpointUrl format host location namespace
  path project region regionName serviceName stagingDir stream warehouse workgroup`.split(/\s+/);

function wrongFields(server: Mapping, path: DocumentPath): Complaint[] {
  const isPort = (value: unknown): boolean => typeof value === 'string' || Number.isInteger(value);
  const wrong = TEXTS.filter((field) => server[field] !== undefined && typeof server[field] !== 'string');
  const fields = [...wrong, ...(server['port'] === undefined || isPort(server['port']) ? [] : ['port'])];
  return fields.map((field) => {
    const message = `The '${field}' of a server cannot be ${JSON.stringify(server[field])}`;
    const expected = field === 'port' ? 'a whole number' : 'a text';
    return { code: 'DOCUMENT_INVALID_VALUE', path: [...path, field], message, expected };
  });
}

/** What is wrong with a server: of no known type, or without what servers of its type need to be found. */
export function serverProblems(server: Mapping, path: DocumentPath, version: string): Complaint[] {
  const { type } = server;
  if (typeof type !== 'string') return [];
  const required = REQUIRED.get(type);
  if (!required) return [unknownType(type, path)];
  const missing = [...stagingOf(server, version), ...required].filter((field) => server[field] === undefined);
  return [
    ...missing.map((field): Complaint => {
      const message = `A server of type ${type} says no '${field}'`;
      return { code: 'DOCUMENT_MISSING_FIELD', path: [...path, field], message, expected: `${field}: …` };
    }),
    ...wrongFields(server, path),
  ];
}

function unknownType(type: string, path: DocumentPath): Complaint {
  const meant = nearest(type, [...REQUIRED.keys()]);
  const hint = meant ? `Did you mean '${meant}'?` : 'Write `custom` for a type that the standard does not know';
  const expected = `one of ${[...REQUIRED.keys()].join(', ')}`;
  const message = `There is no type of server '${type}'`;
  return { code: 'DOCUMENT_INVALID_VALUE', path: [...path, 'type'], message, expected, hint };
}
