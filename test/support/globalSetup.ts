import type { TestProject } from 'vitest/node';
import { buildDist } from '../../scripts/build.js';
import { Database } from '../../src/entities/database.js';
import { startPostgres } from './postgresServer.js';
import { TEMPLATE } from './template.js';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One build of the sources and one real PostgreSQL for the whole run. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const [server] = await Promise.all([startPostgres(), buildDist()]);
  await (await Database.open(await server.create(TEMPLATE))).close();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
