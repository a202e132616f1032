import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { AnnouncementsOverTime1764200000007 } from '../../migrations/0007-announcements-over-time.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { databases } from '../support/databases.js';
import { leads, Leads, LEADS, reader } from '../support/leads.js';

describe.each(databases)('announcements of a store from before they kept their time, on %s', (dialect) => {
  let mesh: Leads;
  let db: Database;
  /** How many migrations there were before announcements kept their time. */
  const older = migrations.indexOf(AnnouncementsOverTime1764200000007);

  beforeEach(async () => {
    mesh = await Leads.of(dialect);
    db = mesh.graph.db;
    await mesh.publish(reader('scoring', '1.0.0'));
    await mesh.announce(leads('2.0.0', 'id', 'email'));
    mesh.on('2026-01-16');
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'too early' });
    mesh.on('2026-01-17');
    await mesh.announce(leads('3.0.0', 'id', 'email'));
    mesh.on('2026-01-18');
    await mesh.answer('scoring', 'migrating', 'next week');
    for (const _ of migrations.slice(older)) await db.undoLastMigration();
    await db.migrate();
  });
  afterEach(() => mesh.graph.close());

  it('have ended when the feed says so, and their answers hold since they were given', async () => {
    expect(
      await db.all(sql`SELECT version AS "version", ended_at AS "endedAt" FROM announcements ORDER BY id`),
    ).toEqual([
      { version: '2.0.0', endedAt: '2026-01-16T12:00:00.000Z' },
      { version: '3.0.0', endedAt: null },
    ]);
    expect(await mesh.announced('2026-01-15T12:00:00Z')).toBe('2.0.0 on 2026-01-22: scoring');
    expect(await mesh.announced('2026-01-16T12:00:00Z')).toBeNull();
    expect(await mesh.announced('2026-01-17T12:00:00Z')).toBe('3.0.0 on 2026-01-24: scoring');
    expect(await mesh.announced()).toBe('3.0.0 on 2026-01-24: scoring (migrating)');
  });

  it('still warn whom they told, stand against a release and take effect', async () => {
    expect(await mesh.warned(reader('scoring', '1.0.0'))).toEqual(['warning columns.phone']);
    await mesh.publish(leads('1.1.0', 'id', 'email', 'phone', 'score'));
    expect(await mesh.told('scoring', 1)).toEqual(['ANNOUNCEMENT_STANDS']);
    await mesh.announce(leads('3.0.0', 'id', 'email', 'score'));
    mesh.on('2026-01-24');
    await mesh.publish(leads('3.0.0', 'id', 'email', 'score'));
    expect(await mesh.announced()).toBeNull();
  });
});
