import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, DEFAULT_URL } from './cli/catalog/Client.js';
import { productsDescribe } from './cli/commands/productsDescribe.js';
import { loadProject } from './cli/project/loadProject.js';
import { processTerminal } from './cli/terminal/Terminal.js';
import { readConfig } from './config/config.js';
import { startCatalog, stopOnSignals } from './startCatalog.js';
import { createLog } from './server/createLog.js';

const ACME = fileURLToPath(new URL('../examples/acme', import.meta.url));

interface Registry {
  readonly manifests: readonly { readonly file: string; readonly ref: string }[];
  readonly products: readonly string[];
}

interface Published {
  readonly published: { readonly __typename: string } | null;
  readonly userErrors: readonly { readonly message: string }[];
  readonly compilation: { readonly diagnostics: readonly { readonly message: string }[] } | null;
}

const PUBLISH_MANIFEST = `mutation ($input: PublishManifestInput!) { result: publishManifest(input: $input) {
  published: manifest { __typename } userErrors { message } compilation { diagnostics(severity: ERROR) { message } } } }`;
const PUBLISH_PRODUCT = `mutation ($input: CompileProductInput!) { result: publishProduct(input: $input) {
  published: product { __typename } userErrors { message } compilation { diagnostics(severity: ERROR) { message } } } }`;

/** Publishes one document over HTTP; throws with what the catalog found where it is refused. */
async function publish(client: Client, mutation: string, what: string, input: object): Promise<void> {
  const { result } = await client.ask<{ result: Published }>(mutation, { input });
  const findings = [...result.userErrors, ...(result.compilation?.diagnostics ?? [])].map((each) => each.message);
  if (!result.published) throw new Error(`${what} was refused: ${findings.join('; ')}`);
}

/** Publishes the company of examples/acme through the API: its manifests, then its products. */
async function publishAcme(client: Client): Promise<void> {
  const registry = JSON.parse(await readFile(path.join(ACME, 'registry.json'), 'utf8')) as Registry;
  for (const { file, ref } of registry.manifests) {
    const source = await readFile(path.join(ACME, file), 'utf8');
    await publish(client, PUBLISH_MANIFEST, file, { source, file, ref });
  }
  for (const folder of registry.products) {
    const project = await loadProject(path.join(ACME, folder), null);
    await publish(client, PUBLISH_PRODUCT, folder, { ...project });
  }
}

/** `npm run demo`: the company acme on a store in memory, served until it is stopped. */
async function demo(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env, DATABASE_URL: 'sqlite::memory:' });
  const log = createLog(config.logLevel);
  const catalog = await startCatalog(config, { log });
  stopOnSignals(catalog, log);
  const client = new Client(`${catalog.url}/graphql`);
  const terminal = processTerminal();
  try {
    await publishAcme(client);
    terminal.out('$ floe products describe sales.customer-360');
    await productsDescribe({ client, terminal, env: {} }, 'sales.customer-360', {});
    terminal.out(`\nThe catalog of acme is served at ${catalog.url}/ (explorer: ${catalog.url}/explorer).`);
    const address = `${catalog.url}/graphql` === DEFAULT_URL ? '' : `FLOE_CATALOG_URL=${catalog.url} `;
    terminal.out(`In another terminal: ${address}npx floe products list. Ctrl-C ends it.`);
  } catch (error) {
    await catalog.close();
    throw error;
  }
}

demo().catch((error: unknown) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
