import { expect, describe, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { sql } from '../../src/entities/sql.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';

const KEPT = ['manifests', 'domains', 'namespaces', 'products', 'product_versions', 'contracts', 'contract_versions'];

describe.each(databases)('a filled store on %s', (dialect) => {
  it('steps back to the first migration and forth again, and keeps what was in it', async () => {
    const db = await openAcmeDatabase(dialect);
    atEnd(() => db.close());
    const counts = async (): Promise<unknown[]> => {
      const rows = KEPT.map((table) => db.one(sql`SELECT COUNT(*) AS "count" FROM ${sql.raw(table)}`));
      return Promise.all(rows);
    };
    const before = await counts();
    for (const _ of migrations.slice(1)) {
      await db.undoLastMigration();
      expect(await counts()).toEqual(before);
    }
    expect(await db.pendingMigrations()).toBe(migrations.length - 1);
    await db.migrate();
    expect([await counts(), await db.pendingMigrations()]).toEqual([before, 0]);
  });

  it('points to nothing that is not there afterwards, and holds its foreign keys again', async () => {
    const db = await openAcmeDatabase(dialect);
    atEnd(() => db.close());
    for (const _ of migrations.slice(1)) await db.undoLastMigration();
    if (dialect === 'sqlite') expect(await db.all(sql`PRAGMA foreign_key_check`)).toEqual([]);
    await expect(db.transaction((tx) => tx.run(sql`UPDATE products SET domain_id = 999999`))).rejects.toThrow(
      /foreign key/i,
    );
  });
});
