import type { DatasetName } from '../told.js';

/** ASCII alone, as both databases lower a text. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Whose names are paths (Naming.md: object stores and file systems); upper and lower case differ there. */
const OF_FILES = /^(s3|gs|abfss?|wasbs?|hdfs|dbfs|file|adls?)$/;
/** Other names of one scheme. */
const SAME_SCHEME: Readonly<Record<string, string>> = {
  s3a: 's3',
  s3n: 's3',
  gcs: 'gs',
  postgresql: 'postgres',
  mssql: 'sqlserver',
};
/** The port that a server listens on where nothing else is said. */
const USUAL_PORT: Readonly<Record<string, string>> = {
  postgres: '5432',
  redshift: '5439',
  mysql: '3306',
  sqlserver: '1433',
  oracle: '1521',
};

const schemeOf = (namespace: string): string => {
  const scheme = lower(/^([A-Za-z][\w+.-]*?)(?::|$)/.exec(namespace)?.[1] ?? '');
  return SAME_SCHEME[scheme] ?? scheme;
};

/**
 * An account of Snowflake by the part that all tools agree on: `acme-prod`, `ab12345` of `ab12345.eu-west-1.aws`. Producers
 * add region and cloud or leave them out, and some add the domain.
 */
const accountOf = (authority: string): string =>
  authority.replace(/\.snowflakecomputing\.com$/, '').split('.')[0] ?? '';

/** A namespace without what differs from producer to producer: case, usual ports, the suffix of an account, a last slash. */
function plainNamespace(namespace: string): string {
  const scheme = schemeOf(namespace);
  const authority = /^[^:]+:\/\/(.*?)\/*$/.exec(namespace)?.[1];
  if (authority === undefined) return lower(namespace.replace(/[:/]+$/, ''));
  if (authority === '') return scheme;
  const plain = OF_FILES.test(scheme) && scheme !== 's3' && scheme !== 'gs' ? authority : lower(authority);
  if (scheme === 'snowflake') return `${scheme}://${accountOf(plain)}`;
  const usual = USUAL_PORT[scheme];
  return `${scheme}://${usual && plain.endsWith(`:${usual}`) ? plain.slice(0, -usual.length - 1) : plain}`;
}

/** Parts of a name, each without its quotes: `"PROD"."GOLD"."x.y"`, `[dbo].[orders]`, `` `a`.`b` ``. */
const PART = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|([^.]+)/g;
const unquoted = (name: string): string[] =>
  [...name.matchAll(PART)].map(([, double, back, square, bare]) => double ?? back ?? square ?? bare ?? '');

const isPath = ({ namespace, isTable }: DatasetName): boolean => !isTable && OF_FILES.test(schemeOf(namespace));

/** The catalog of AWS Glue, where a table is called `table/{database}/{table}` (Naming.md). */
const OF_GLUE = /^arn:aws[a-z-]*:glue:/;

function partsOf(dataset: DatasetName): string[] {
  const { namespace, name } = dataset;
  if (isPath(dataset)) return name.split('/').map((folder) => folder.replace(/\.db$/, ''));
  return OF_GLUE.test(namespace) && name.startsWith('table/') ? name.split('/').slice(1) : unquoted(name);
}

/** The parts of a table's path, lowered: of a path of files the folders, `sales.db` being a database. */
export function tableParts(dataset: DatasetName): string[] {
  const parts = partsOf(dataset);
  return parts.map((part) => lower(part.trim())).filter((part) => part !== '');
}

/** A dataset without what differs from producer to producer, for comparison. */
export function plainDataset(dataset: DatasetName): DatasetName {
  const namespace = plainNamespace(dataset.namespace);
  const name = isPath(dataset) ? dataset.name.replace(/^\/+|\/+$/g, '') : tableParts(dataset).join('.');
  return { namespace, name };
}

/** The parts of a table as a port or the catalog's tree states it. */
export const statedParts = (table: string): string[] => tableParts({ namespace: '', name: table });
