import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { atEndOfFile, endFile, endTest } from './atEnd.js';
import { AUDIENCE, SECRET, startOidcProvider } from './oidcProvider.js';
import { POLARIS_DOCUMENT, startPolaris } from './polaris/polarisServer.js';
import { startPostgres } from './postgresServer.js';
import { startRegistry } from './registry.js';
import { startServerProcess } from './serverProcess.js';

/** Starts the servers on free ports of loopback; what the environment of who asks them has to say. */
async function start(): Promise<Record<string, string>> {
  const [registry, provider, postgres] = await Promise.all([startRegistry(), startOidcProvider(), startPostgres()]);
  atEndOfFile(() => postgres.stop());
  const polaris = existsSync(POLARIS_DOCUMENT) ? (await startPolaris()).env : {};
  const catalog = await startServerProcess(await postgres.create('catalog'), {
    AUTH: 'oidc',
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    REGISTRIES: registry.host,
    ...polaris,
  });
  atEndOfFile(() => catalog.end('SIGTERM'));
  const other = await startServerProcess('sqlite::memory:', { REGISTRIES: registry.host });
  atEndOfFile(() => other.end('SIGTERM'));
  return {
    REGISTRY: registry.host,
    FLOE_CATALOG_URL: catalog.url,
    OTHER_CATALOG_URL: other.url,
    FLOE_ISSUER: provider.issuer,
    FLOE_CLIENT_SECRET: SECRET,
    FLOE_SCOPE: 'publish',
    ...polaris,
  };
}

/**
 * The servers of examples/acme/story.sh, which runs this as a process of its own: prints `NAME=value` for each thing that
 * the story has to know, then `ready`, and ends them when its stdin ends. Polaris is among them where the documents are
 * beside the project that it is made from.
 */
try {
  for (const [name, value] of Object.entries(await start())) console.log(`${name}=${value}`);
  console.log('ready');
  await once(process.stdin.resume(), 'end');
} finally {
  await endFile();
  await endTest();
}
