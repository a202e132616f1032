import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { auditQuery } from '../../src/entities/access/auditLog.js';
import { appendAudit } from '../../src/entities/access/writes.js';
import { pageOf } from '../../src/entities/paging.js';
import type { AuditEventRow } from '../../src/entities/rows/access/AuditEventRow.js';
import { sql } from '../../src/entities/sql.js';
import { databases, openTestDatabase } from '../support/databases.js';

const entry = (subject: string): Omit<AuditEventRow, 'id'> => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: null,
  kind: 'anonymous',
  origin: null,
  verb: 'publishProduct',
  subject,
  outcome: 'done',
  requestId: null,
  reason: null,
});

describe.each(databases)('the audit log on %s', (dialect) => {
  it('is followed by its cursor without a gap, whichever of two transactions ends first', async () => {
    const db = await openTestDatabase(dialect);
    let after: string | null = null;
    const read = async (): Promise<(string | null)[]> => {
      const range = { first: 100, after, last: null, before: null };
      const page = await pageOf<AuditEventRow>(db, auditQuery({}), range);
      const last = page.rows.at(-1);
      if (last) after = page.cursorOf(last);
      return page.rows.map(({ subject }) => subject);
    };
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let written = (): void => undefined;
    const begun = new Promise<void>((resolve) => (written = resolve));
    const first = db.transaction(async (tx) => {
      await appendAudit(tx, [entry('first')]);
      await tx.all(sql`SELECT 1 AS "one"`);
      written();
      await gate;
    });
    await begun;
    const second = db.transaction((tx) => appendAudit(tx, [entry('second')]));
    // Where nothing holds it back the second is over by then.
    await Promise.race([second, sleep(500)]);
    const before = dialect === 'postgres' ? await read() : [];
    goOn();
    await Promise.all([first, second]);
    expect([...before, ...(await read())]).toEqual(['first', 'second']);
  });
});
