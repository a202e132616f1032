import { EngineError } from '../steps/EngineError.js';
import { hashOf } from '../steps/hashOf.js';
import type { Step } from '../steps/step.js';
import { SystemError } from '../system/SystemError.js';
import { Airbyte, type AirbyteSettings } from './Airbyte.js';
import { findOrMakeConnection, type AirbyteStream, type ConnectionWanted } from './connection.js';
import { followSync, startSync, type AirbyteJob } from './sync.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of an environment; null where nobody says where Airbyte is. Throws EngineError where nobody says who asks. */
export function airbyteSettings(env: Environment): AirbyteSettings | null {
  const { AIRBYTE_URL: url, AIRBYTE_TOKEN: token, AIRBYTE_CLIENT_ID: id, AIRBYTE_CLIENT_SECRET: secret } = env;
  if (!url) return null;
  if (!URL.canParse(url))
    throw new EngineError(`AIRBYTE_URL is no address: "${url}"; expected one like https://api.airbyte.com/v1.`);
  const root = url.replace(/\/+$/, '');
  if (id && secret) return { url: root, credentials: { kind: 'application', id, secret } };
  if (token) return { url: root, credentials: { kind: 'token', token } };
  throw new EngineError(
    'AIRBYTE_URL is set, and nobody says who asks: set AIRBYTE_CLIENT_ID and AIRBYTE_CLIENT_SECRET, or AIRBYTE_TOKEN.',
  );
}

/** `source.config` of an input port, as its document has it. */
type Config = Readonly<Record<string, unknown>> & { readonly source: string };

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Streams by their names, or with Airbyte's own words of them. */
const streamsOf = (value: unknown): AirbyteStream[] | undefined =>
  Array.isArray(value)
    ? value.map((each) => (typeof each === 'string' ? { name: each } : (each as AirbyteStream)))
    : undefined;

/** The connection of an input port (docs/ingestion.md). Throws EngineError where it does not say where to. */
function connectionOf(port: string, config: Config): ConnectionWanted {
  const destination = textOf(config['destination']);
  if (destination === undefined)
    throw new EngineError(
      `The config of input port ${port} names no destination of Airbyte: \`destination: <its name there>\`.`,
    );
  const streams = streamsOf(config['streams']);
  const [workspace, prefix, format] = ['workspace', 'prefix', 'namespace_format'].map((name) => textOf(config[name]));
  return {
    name: textOf(config['connection']) ?? port,
    source: config.source,
    destination,
    ...(workspace !== undefined && { workspace }),
    ...(streams && { streams }),
    ...(prefix !== undefined && { prefix }),
    ...(format !== undefined && { namespaceFormat: format }),
  };
}

/** An input port that Airbyte brings in. */
export interface AirbyteRun {
  /** `sales.customer-360.crm_data` */
  readonly port: string;
  /** The last part of it. */
  readonly name: string;
  readonly config: Config;
  readonly settings: AirbyteSettings;
  /** What is brought anew in each run that goes on with no other: the first run of those. */
  readonly batch: string;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
}

const wordsOf = ({ status, rowsSynced }: AirbyteJob): string =>
  rowsSynced === undefined ? status : `${status}, ${rowsSynced} rows`;

/** A sync of Airbyte as a step. Throws EngineError for a port that does not say where to. */
export function airbyteStep({ port, name, config, settings, batch, everyMs }: AirbyteRun): Step {
  const wanted = connectionOf(port, config);
  return {
    name: `ingest ${name}`,
    plan: `sync connection ${wanted.name} of Airbyte, from ${wanted.source} to ${wanted.destination}`,
    hash: hashOf('airbyte', settings.url, wanted, batch),
    needs: [],
    run: async (signal, log) => {
      try {
        const airbyte = new Airbyte(settings);
        const { connectionId, isNew } = await findOrMakeConnection(airbyte, wanted);
        if (isNew) log(`made connection ${wanted.name}`);
        const sync = await startSync(airbyte, connectionId);
        log(`${sync.isNew ? 'started' : 'joined'} job ${sync.jobId}`);
        const told = (job: AirbyteJob): void => log(wordsOf(job));
        const ended = await followSync(airbyte, sync.jobId, told, {
          signal,
          ...(everyMs !== undefined && { everyMs }),
        });
        const failed =
          ended.status === 'succeeded' ? null : `job ${ended.jobId} of Airbyte ${ended.status}: see its log there.`;
        return { failed, kept: { jobId: ended.jobId, rows: ended.rowsSynced ?? null } };
      } catch (error) {
        if (error instanceof SystemError) return { failed: error.message, kept: null };
        throw error;
      }
    },
  };
}
