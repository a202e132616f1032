import type { TestProject } from 'vitest/node';
import { Database } from '../../src/entities/database.js';
import { startPostgres } from './postgresServer.js';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The migrated database that every test database is a copy of. */
export const TEMPLATE = 'floe_template';

/** One real PostgreSQL for the whole run. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await (await Database.open(await server.create(TEMPLATE))).close();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
