import type { DocumentPath } from '../../source.js';
import { nearest } from '../../values/nearest.js';
import type { Complaint } from '../../document/shape/issues.js';
import type { Mapping } from '../../values/json.js';

/** The types of servers and what each must say (Open Data Contract Standard, Infrastructure and Servers). */
const SERVERS = `
  api location; athena stagingDir schema; azure location format; bigquery project dataset; clickhouse host port database;
  databricks catalog schema; denodo host port; dremio host port; duckdb database; exasol; glue account database; hana;
  cloudsql host port database schema; db2 host port database; hive host database; iceberg; impala host database;
  informix host database; kafka host; kinesis; local path format; mysql host port database;
  oracle host port serviceName; postgresql host port database schema; postgres host port database schema; presto host;
  pubsub project; redshift database schema; s3 location; sftp location; snowflake account database schema;
  sqlserver host database schema; synapse host port database; teradata; trino host port catalog schema;
  vertica host port database schema; zen host database; custom`;

const REQUIRED = new Map(
  SERVERS.split(';').map((each) => {
    const [type = '', ...fields] = each.trim().split(/\s+/);
    return [type, fields] as const;
  }),
);

/** What is wrong with a server: of no known type, or without what servers of its type need to be found. */
export function serverProblems(server: Mapping, path: DocumentPath): Complaint[] {
  const { type } = server;
  if (typeof type !== 'string') return [];
  const required = REQUIRED.get(type);
  if (required)
    return required
      .filter((field) => server[field] === undefined)
      .map((field) => {
        const message = `A server of type ${type} says no '${field}'`;
        return { code: 'DOCUMENT_MISSING_FIELD', path: [...path, field], message, expected: `${field}: …` };
      });
  const meant = nearest(type, [...REQUIRED.keys()]);
  const hint = meant ? `Did you mean '${meant}'?` : 'Write `custom` for a type that the standard does not know';
  const expected = `one of ${[...REQUIRED.keys()].join(', ')}`;
  const message = `There is no type of server '${type}'`;
  return [{ code: 'DOCUMENT_INVALID_VALUE', path: [...path, 'type'], message, expected, hint }];
}
