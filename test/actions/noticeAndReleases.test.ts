import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/entities/sql.js';
import { databases } from '../support/databases.js';
import { leads, Leads, LEADS, reader } from '../support/leads.js';

const forceReason = 'a leak';
const scoring = reader('scoring', '1.0.0');

/** How the last announcement ended. */
const ended = (mesh: Leads) =>
  mesh.graph.db.one<{ version: string; status: string; reason: string | null }>(
    sql`SELECT version AS "version", status AS "status", reason AS "reason" FROM announcements ORDER BY id DESC LIMIT 1`,
  );

describe.each(databases)('releases while a break is announced, on %s (docs/notice.md)', (dialect) => {
  let mesh: Leads;
  beforeEach(async () => {
    mesh = await Leads.of(dialect);
    await mesh.publish(scoring);
  });
  afterEach(() => mesh.graph.close());

  describe('2.0.0 without phone is announced', () => {
    beforeEach(async () => {
      expect(await mesh.announce(leads('2.0.0', 'id', 'email'))).toBe('2026-01-22');
      await mesh.answer('scoring', 'migrating', 'next week');
    });

    it('a compatible release leaves it standing, with its clock and its answers, and says so', async () => {
      mesh.on('2026-01-17');
      await mesh.publish(leads('1.1.0', 'id', 'email', 'phone', 'score'));
      expect((await mesh.feed('scoring')).at(-1)).toMatchObject({
        kind: 'ANNOUNCEMENT_STANDS',
        effectiveAt: '2026-01-22T12:00:00.000Z',
        message: 'sales.leads 2.0.0 is to come after 1.1.0 too: it takes effect on 2026-01-22T12:00:00.000Z.',
      });
      expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring (migrating)');
      expect(await mesh.warned(scoring)).toEqual(['warning columns.phone']);

      // What came meanwhile nobody announced to take away: the version is announced again with it, and the clock goes on.
      mesh.on('2026-01-22');
      expect((await mesh.refusal(leads('2.0.0', 'id', 'email')))[0]).toMatch(/scoring \(.*columns\.score.*announce it/);
      const before = (await mesh.feed('scoring')).length;
      expect(await mesh.announce(leads('2.0.0', 'id', 'email', 'score'))).toBe('2026-01-22');
      expect(await mesh.feed('scoring')).toHaveLength(before);
      await mesh.publish(leads('2.0.0', 'id', 'email', 'score'));
      expect(await ended(mesh)).toMatchObject({ status: 'published' });
      expect(await mesh.announced()).toBeNull();
    });

    it.each(['2.0.1', '2.1.0', '3.0.0'])('%s, forced, withdraws it: it can come no more', async (version) => {
      await mesh.publish({ ...leads(version, 'id', 'email'), forceReason });
      expect(await ended(mesh)).toEqual({
        version: '2.0.0',
        status: 'withdrawn',
        reason: `sales.leads ${version} was published, 2.0.0 can come no more.`,
      });
      expect(await mesh.told('scoring', 1)).toEqual(['ANNOUNCEMENT_WITHDRAWN']);
      expect(await mesh.announced()).toBeNull();
      expect(await mesh.warned(scoring)).toEqual([]);
      expect(await mesh.announce(leads('4.0.0', 'id'))).toBe('2026-01-22');
    });

    it('a higher compatible release withdraws it, and its consumer compiles, also after the date', async () => {
      await mesh.publish(leads('2.1.0', 'id', 'email', 'phone', 'score'));
      expect(await ended(mesh)).toMatchObject({ status: 'withdrawn' });
      mesh.on('2026-03-01');
      expect((await mesh.actions.compileProduct(scoring)).status).toBe('succeeded');
    });

    it('it comes, forced, before its date', async () => {
      await mesh.publish({ ...leads('2.0.0', 'id', 'email'), forceReason });
      expect(await ended(mesh)).toEqual({ version: '2.0.0', status: 'published', reason: null });
      expect((await mesh.feed('scoring')).map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['NOTICE_OVERRIDDEN', 'COLUMN_REMOVED']),
      );
      expect(await mesh.told('scoring', 1)).not.toContain('ANNOUNCEMENT_WITHDRAWN columns.phone');
      expect(await mesh.announce(leads('3.0.0', 'id'))).toBe('2026-01-22');
    });

    it('it comes before its date without the break, and its consumer is told that', async () => {
      await mesh.publish(leads('2.0.0', 'id', 'email', 'phone'));
      expect(await ended(mesh)).toEqual({ version: '2.0.0', status: 'published', reason: null });
      expect((await mesh.feed('scoring')).at(-1)).toMatchObject({
        kind: 'ANNOUNCEMENT_WITHDRAWN',
        path: 'columns.phone',
        message: expect.stringMatching(
          /^sales\.leads 2\.0\.0 was published without a change that was announced: columns\.phone/,
        ) as string,
      });
      expect(await mesh.warned(scoring)).toEqual([]);
      expect(await mesh.announce(leads('3.0.0', 'id', 'email'))).toBe('2026-01-22');
    });

    it('another is announced when it is published or withdrawn, the same version too', async () => {
      const [refusal] = await mesh.refusal(leads('3.0.0', 'id'), 'announceProduct');
      expect(refusal).toMatch(/^CONFLICT sales\.leads 2\.0\.0 is announced: publish or withdraw it first/);
      await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'too early' });
      mesh.on('2026-02-01');
      expect(await mesh.announce(leads('2.0.0', 'id', 'email'))).toBe('2026-02-08');
      expect(await mesh.announced()).toBe('2.0.0 on 2026-02-08: scoring');
      expect(await mesh.announced('2026-01-15T12:00:00Z')).toBeNull();
    });

    it('the product is retired once nobody reads it: it is withdrawn, and comes back with nothing announced', async () => {
      await mesh.publish(reader('scoring', '1.1.0', null));
      expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: ');
      const { userErrors } = await mesh.actions.retireProduct({ fqn: LEADS, reason: 'nobody reads it' });
      expect(userErrors).toEqual([]);
      expect(await ended(mesh)).toMatchObject({ reason: 'sales.leads is retired: nobody reads it' });
      expect(await mesh.told('scoring', 1)).toEqual(['ANNOUNCEMENT_WITHDRAWN']);
      const [refusal] = await mesh.refusal(leads('3.0.0', 'id'), 'announceProduct');
      expect(refusal).toMatch(/^BAD_USER_INPUT sales\.leads is retired: publish 1\.0\.1 or more to bring it back/);
      await mesh.publish(leads('1.1.0', 'id', 'email', 'phone'));
      expect(await mesh.announced()).toBeNull();
    });

    it('is what was answered then, whenever it is asked', async () => {
      mesh.on('2026-01-16');
      await mesh.answer('scoring', 'accepted');
      mesh.on('2026-01-17');
      await mesh.publish(leads('1.1.0', 'id', 'email', 'phone', 'score'));
      mesh.on('2026-01-18');
      await mesh.publish(leads('2.1.0', 'id', 'email', 'phone', 'score'));
      mesh.on('2026-01-20');
      await mesh.announce(leads('3.0.0', 'id', 'phone', 'score'));
      mesh.on('2026-02-20');
      const then = (day: string): Promise<string | null> => mesh.announced(`${day}T12:00:00Z`);
      expect(await then('2026-01-15')).toBe('2.0.0 on 2026-01-22: scoring (migrating)');
      expect(await then('2026-01-16')).toBe('2.0.0 on 2026-01-22: scoring (accepted)');
      expect(await then('2026-01-17')).toBe('2.0.0 on 2026-01-22: scoring (accepted)');
      expect(await then('2026-01-18')).toBeNull();
      expect(await then('2026-01-20')).toBe('3.0.0 on 2026-01-27: scoring');
      const contract = await mesh.contract('scoring');
      expect(
        await mesh.graph
          .ask(`{ a: contract(name: "${contract}", asOf: "2026-01-17T00:00:00Z") { announced { response note } }
          b: contract(name: "${contract}", asOf: "2026-01-19T00:00:00Z") { announced { response } } }`),
      ).toEqual({ a: { announced: { response: 'ACCEPTED', note: null } }, b: { announced: null } });
    });
  });

  it('a forced release between takes away a part: the rest stands', async () => {
    await mesh.announce(leads('3.0.0', 'id'));
    await mesh.publish({ ...leads('2.0.0', 'id', 'email'), forceReason });
    expect(await mesh.told('scoring', 2)).toEqual(['ANNOUNCEMENT_WITHDRAWN columns.phone', 'ANNOUNCEMENT_STANDS']);
    expect(await mesh.announced()).toBe('3.0.0 on 2026-01-22: scoring');
    expect(await mesh.warned(scoring)).toEqual(['warning columns.email']);
    // Agreeing heals what the forced release broke, and answers what is still to come.
    await mesh.answer('scoring', 'accepted');
    expect(await mesh.announced()).toBe('3.0.0 on 2026-01-22: scoring (accepted)');
    const status = `{ product(fqn: "sales.scoring") { contracts { nodes { status version } } } }`;
    expect(await mesh.graph.ask(status)).toEqual({
      product: { contracts: { nodes: [{ status: 'ACTIVE', version: '2.0.0' }] } },
    });
    await mesh.publish(leads('3.0.0', 'id'));
    expect(await mesh.graph.ask(status)).toEqual({
      product: { contracts: { nodes: [{ status: 'ACTIVE', version: '3.0.0' }] } },
    });
  });

  it('a forced release between that takes away all of it withdraws it', async () => {
    await mesh.announce(leads('3.0.0', 'id', 'email'));
    await mesh.publish({ ...leads('2.0.0', 'id', 'email'), forceReason });
    expect(await mesh.told('scoring', 1)).toEqual(['ANNOUNCEMENT_WITHDRAWN columns.phone']);
    expect(await ended(mesh)).toMatchObject({ status: 'withdrawn', reason: '2.0.0 leaves nothing of it to come.' });
    expect(await mesh.announce(leads('3.0.0', 'id'))).toBe('2026-01-22');
  });

  it('the port is removed by force: its announced end has come, what else was announced of it stands', async () => {
    await mesh.announce(leads('3.0.0'));
    await mesh.publish({ ...leads('2.0.0'), forceReason });
    expect(await ended(mesh)).toMatchObject({ version: '3.0.0', status: 'withdrawn' });
    // What is gone goes no more: the next version needs no notice.
    await mesh.publish(leads('2.0.1'));

    await mesh.publish(leads('2.1.0', 'id', 'email', 'phone'));
    await mesh.announce(leads('4.0.0', 'id'));
    await mesh.publish({ ...leads('3.0.0'), forceReason });
    expect(await mesh.announced()).toBe('4.0.0 on 2026-01-22: scoring');
  });

  it('costs as many statements for many consumers as for one', async () => {
    await mesh.announce(leads('2.0.0', 'id', 'email'));
    const count = async (version: string, column: string): Promise<number> =>
      (
        await mesh.graph.db.countStatements(() =>
          mesh.publish(leads(version, 'id', 'email', 'phone', 'score', ...(column ? [column] : []))),
        )
      ).statements.length;
    const one = await count('1.1.0', '');
    for (const name of ['a', 'b', 'c', 'd']) await mesh.publish(reader(name, '1.0.0'));
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, a, b, c, d');
    expect(await count('1.2.0', 'more')).toBe(one);
  });
});
