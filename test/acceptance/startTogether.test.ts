import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { committed } from '../schema/served.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { startServerProcess } from '../support/serverProcess.js';

describe.each(databases)('servers that start at the same time on an empty store, on %s', (dialect) => {
  it('migrate it once and all serve', { timeout: 120_000 }, async () => {
    const url = await newDatabaseUrl(dialect);
    if (dialect === 'postgres') {
      const migrated = await Database.open(url);
      await migrated.undoLastMigration();
      await migrated.close();
    }
    const servers = await Promise.all([startServerProcess(url), startServerProcess(url)]);
    try {
      for (const server of servers)
        expect(await server.ask('{ product(fqn: "sales.customer-360") { fqn } }')).toEqual({ product: null });
      const db = await Database.open(url, { migrate: false });
      expect(await db.pendingMigrations()).toBe(0);
      expect(await db.all(sql`SELECT last_seq AS "lastSeq" FROM event_counter`)).toEqual([{ lastSeq: 0 }]);
      // What is built has the names of the sources: of its migrations, and of the types of its schema.
      expect(await db.all(sql`SELECT name AS "name" FROM migrations ORDER BY id`)).toEqual(
        migrations.map(({ name }) => ({ name })),
      );
      await db.close();
      expect(await (await fetch(`${servers[0].url}/schema.graphql`)).text()).toBe(committed());
    } finally {
      await Promise.all(servers.map((server) => server.end('SIGKILL')));
    }
  });
});
