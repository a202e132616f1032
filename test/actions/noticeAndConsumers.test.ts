import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { leads, Leads, LEADS, product, reader } from '../support/leads.js';

const without = leads('2.0.0', 'id', 'email');

describe.each(databases)('consumers while a break is announced, on %s (docs/notice.md)', (dialect) => {
  let mesh: Leads;
  beforeEach(async () => {
    mesh = await Leads.of(dialect);
    await mesh.publish(reader('scoring', '1.0.0'));
    await mesh.publish(reader('mailing', '1.0.0', 'email'));
    await mesh.announce(without);
  });
  afterEach(() => mesh.graph.close());

  it('one that joins is warned before, listed and told after, may answer, and starts no clock again', async () => {
    mesh.on('2026-01-20');
    const calling = reader('calling', '1.0.0', 'phone');
    expect(await mesh.warned(calling)).toEqual(['warning columns.phone']);
    expect(await mesh.warned(reader('letters', '1.0.0', 'id'))).toEqual([]);
    await mesh.publish(calling);
    await mesh.publish(reader('letters', '1.0.0', 'id'));
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, calling');
    expect(await mesh.announced('2026-01-19T12:00:00Z')).toBe('2.0.0 on 2026-01-22: scoring');
    expect((await mesh.feed('calling')).at(-1)).toMatchObject({
      kind: 'BREAKING_CHANGE_ANNOUNCED',
      path: 'columns.phone',
      effectiveAt: '2026-01-22T12:00:00.000Z',
    });
    expect(await mesh.told('letters', 1)).toEqual(['CONTRACT_ESTABLISHED']);
    expect((await mesh.refusal(without))[0]).toContain('not acknowledged by sales.scoring, sales.calling');
    expect(await mesh.answer('calling', 'accepted')).toEqual([]);
    expect(await mesh.warned(calling)).toEqual(['info columns.phone']);
    expect((await mesh.refusal(without))[0]).toContain('not acknowledged by sales.scoring:');
    expect(await mesh.answer('letters', 'accepted')).toEqual([
      expect.stringMatching(/^NOT_FOUND sales\.leads 2\.0\.0 is announced, and breaks nothing of /),
    ]);
    mesh.on('2026-01-22');
    await mesh.publish(without);
  });

  it('one that joins after a compatible release is told what was announced, not what differs because of the release', async () => {
    await mesh.publish(leads('1.1.0', 'id', 'email', 'phone', 'score'));
    await mesh.publish(reader('ranking', '1.0.0', 'phone', 'score'));
    expect(await mesh.told('ranking', 1)).toEqual(['BREAKING_CHANGE_ANNOUNCED columns.phone']);
    expect(await mesh.warned(reader('ranking', '1.0.0', 'score'))).toEqual([]);
  });

  it.each([
    ['the port', () => leads('2.0.0'), ''],
    ['its table', (text: string) => text.replace('gold.leads_out', 'gold.leads_new'), 'table'],
    [
      'access to it',
      (text: string) => text.replace('access: {default: allow}', 'access: {default: deny}'),
      'access.default',
    ],
  ])('whatever ends reaches who joins: %s', async (_, change, path) => {
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'another' });
    const request = leads('2.0.0', 'id', 'email', 'phone');
    const changed = change(request.source);
    const ending = typeof changed === 'string' ? { ...request, source: changed } : changed;
    await mesh.announce(ending);
    const calling = reader('calling', '1.0.0', 'id');
    expect(await mesh.warned(calling)).toEqual([`warning ${path || 'out'}`]);
    await mesh.publish(calling);
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, mailing, calling');
    expect(await mesh.told('calling', 1)).toEqual([`BREAKING_CHANGE_ANNOUNCED ${path}`.trim()]);
    mesh.on('2026-01-20');
    await mesh.publish(leads('1.1.0', 'id', 'email', 'phone', 'score'));
    expect(await mesh.told('calling', 1)).toEqual(['ANNOUNCEMENT_STANDS']);
    mesh.on('2026-01-22');
    await mesh.publish({
      ...ending,
      source: ending.source.replace('name: phone,', 'name: score, type: string, description: It}, {name: phone,'),
    });
    expect(await mesh.announced()).toBeNull();
    expect((await mesh.feed('calling')).filter(({ kind }) => kind === 'ANNOUNCEMENT_WITHDRAWN')).toEqual([]);
  });

  it('joining costs as many statements beside many consumers and announcements as beside one', async () => {
    const joining = async (name: string, providers: readonly string[]): Promise<number> => {
      const inputs = providers.map(
        (each) => `{name: ${each}, source: {type: data_product, ref: sales.${each}.out, columns: [id, phone]}}`,
      );
      const request = product(name, '1.0.0', `input_ports: [${inputs.join(', ')}]\n`);
      return (await mesh.graph.db.countStatements(() => mesh.publish(request))).statements.length;
    };
    const names = ['calls', 'visits', 'orders'];
    const one = await joining('first', ['leads']);
    for (const name of names) {
      const of = (request: typeof without) => ({
        ...request,
        source: request.source.replace('name: leads,', `name: ${name},`).replaceAll('gold.leads_', `gold.${name}_`),
      });
      await mesh.publish(of(leads('1.0.0', 'id', 'email', 'phone')));
      await joining(`early-${name}`, [name]);
      await mesh.announce(of(without));
    }
    expect(await joining('second', ['leads', ...names])).toBe(one);
    const told = (await mesh.feed('second')).filter(({ kind }) => kind === 'BREAKING_CHANGE_ANNOUNCED');
    expect(told).toHaveLength(4);
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, first, second');
  });

  it('one that lets go is out of it and cannot answer; when it comes back it is asked anew', async () => {
    await mesh.answer('scoring', 'accepted');
    await mesh.publish(reader('scoring', '1.1.0', null));
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: ');
    expect(await mesh.answer('scoring', 'blocked')).toEqual([
      expect.stringMatching(/^NOT_FOUND .* is retired: sales\.scoring reads the port no more/),
    ]);
    await mesh.publish(reader('scoring', '1.2.0'));
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring');
    mesh.on('2026-01-22');
    await mesh.publish(without);
  });

  it('one that is retired is out of it', async () => {
    await mesh.actions.retireProduct({ fqn: 'sales.scoring', reason: 'done' });
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: ');
    expect((await mesh.answer('scoring', 'accepted'))[0]).toMatch(/^NOT_FOUND/);
    await mesh.publish(without);
  });

  it('one whose use grows into it is warned, told and listed, and the notice still ends', async () => {
    mesh.on('2026-01-20');
    const grown = reader('mailing', '1.1.0', 'email', 'phone');
    expect(await mesh.warned(reader('mailing', '1.0.0', 'email'))).toEqual([]);
    expect(await mesh.warned(grown)).toEqual(['warning columns.phone']);
    await mesh.publish(grown);
    expect(await mesh.told('mailing', 1)).toEqual(['BREAKING_CHANGE_ANNOUNCED columns.phone']);
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, mailing');
    expect((await mesh.refusal(without))[0]).toContain('takes effect on 2026-01-22');
    mesh.on('2026-01-22');
    await mesh.publish(without);
  });

  it('an answer holds for what it was given to: who reads more after agreeing is asked again', async () => {
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'more is to go' });
    await mesh.announce(leads('2.0.0', 'id'));
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, mailing');
    await mesh.answer('mailing', 'accepted');
    const grown = reader('mailing', '1.1.0', 'email', 'phone');
    expect(await mesh.warned(grown)).toEqual(['warning columns.email columns.phone']);
    await mesh.publish(grown);
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-22: scoring, mailing');
  });

  it('who agreed to less than what is forced upon it did not agree to that', async () => {
    await mesh.answer('scoring', 'accepted');
    await mesh.publish({ ...leads('2.0.0', 'id'), forceReason: 'a leak' });
    const { product: scoring } = await mesh.graph.ask<{ product: unknown }>(
      `{ product(fqn: "sales.scoring") { contracts { nodes { status version brokenReason } } } }`,
    );
    expect(scoring).toMatchObject({
      contracts: {
        nodes: [
          { status: 'BROKEN', version: '1.0.0', brokenReason: expect.stringContaining('columns.email') as string },
        ],
      },
    });
  });

  it('one that reads less is hit no more, and may still answer', async () => {
    await mesh.publish(reader('scoring', '1.1.0', 'email'));
    expect(await mesh.warned(reader('scoring', '1.1.0', 'email'))).toEqual([]);
    expect(await mesh.answer('scoring', 'accepted')).toEqual([]);
    await mesh.publish(without);
    expect(await mesh.told('scoring', 1)).toEqual(['COLUMN_REMOVED columns.phone']);
  });

  it('the same announced again says nothing new: the clock and the whole answers stay', async () => {
    await mesh.answer('scoring', 'blocked', 'we need it');
    const before = await mesh.feed('scoring');
    mesh.on('2026-01-19');
    expect(await mesh.announce(without)).toBe('2026-01-22');
    expect(await mesh.feed('scoring')).toEqual(before);
    expect(
      await mesh.graph.ask(
        `{ product(fqn: "${LEADS}") { announcement { announcedAt contracts { response respondedAt respondedBy note } } } }`,
      ),
    ).toEqual({
      product: {
        announcement: {
          announcedAt: '2026-01-15T12:00:00.000Z',
          contracts: [
            { response: 'BLOCKED', respondedAt: '2026-01-15T12:00:00.000Z', respondedBy: 'ada', note: 'we need it' },
          ],
        },
      },
    });
  });

  it('announced with more, what is new has its own notice; what was told keeps its clock and its answer', async () => {
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'again' });
    await mesh.publish(reader('calling', '1.0.0', 'phone'));
    await mesh.announce(without);
    await mesh.answer('calling', 'accepted');
    await mesh.answer('scoring', 'accepted');
    mesh.on('2026-01-18');
    expect(await mesh.announce(leads('2.0.0', 'id'))).toBe('2026-01-25');
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-25: scoring, mailing, calling (accepted)');
    expect(await mesh.told('calling', 1)).toEqual(['ANNOUNCEMENT_STANDS']);
    expect((await mesh.feed('calling')).at(-1)?.message).toContain('takes effect later, on 2026-01-25');
    expect(await mesh.told('scoring', 2)).toEqual(['ANNOUNCEMENT_STANDS', 'BREAKING_CHANGE_ANNOUNCED columns.email']);
    expect(await mesh.told('mailing', 1)).toEqual(['BREAKING_CHANGE_ANNOUNCED columns.email']);
    expect(await mesh.announced('2026-01-17T12:00:00Z')).toMatch(/: scoring \(accepted\), calling \(accepted\)$/);

    // Announced with less, they are told what is not to come; no date is brought forward.
    mesh.on('2026-01-19');
    expect(await mesh.announce(leads('2.0.0', 'id', 'phone'))).toBe('2026-01-25');
    expect(await mesh.announced()).toBe('2.0.0 on 2026-01-25: scoring, mailing');
    expect(await mesh.told('calling', 1)).toEqual(['ANNOUNCEMENT_WITHDRAWN columns.phone']);
    expect(await mesh.warned(reader('calling', '1.0.0', 'phone'))).toEqual([]);
  });

  it('a change is what was told where it leads to the same', async () => {
    const typed = (version: string, type: string) => {
      const request = leads(version, 'id', 'email', 'phone');
      return { ...request, source: request.source.replace('name: email, type: string', `name: email, type: ${type}`) };
    };
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'another' });
    await mesh.announce(typed('2.0.0', 'bigint'));
    mesh.on('2026-01-22');
    expect((await mesh.refusal(typed('2.0.0', 'boolean')))[0]).toContain('announce it first');
    await mesh.publish(typed('2.0.0', 'bigint'));
  });

  it('an answer is changed by another, said once, and taken after the date too', async () => {
    await mesh.answer('scoring', 'blocked');
    const before = (await mesh.feed('scoring')).length;
    await mesh.answer('scoring', 'blocked');
    expect(await mesh.feed('scoring')).toHaveLength(before);
    mesh.on('2026-02-01');
    expect(await mesh.answer('scoring', 'accepted')).toEqual([]);
    await mesh.publish(without);
    expect(await mesh.announced('2026-01-31T12:00:00Z')).toBe('2.0.0 on 2026-01-22: scoring (blocked)');
    const { product } = await mesh.graph.ask<{ product: unknown }>(
      `{ product(fqn: "sales.scoring") { contracts(role: CONSUMER) { nodes { status version } } } }`,
    );
    expect(product).toEqual({ contracts: { nodes: [{ status: 'ACTIVE', version: '2.0.0' }] } });
  });

  it.each([
    [
      '0.9.0',
      /^BAD_USER_INPUT sales\.leads stands at 1\.0\.0: 0\.9\.0 is lower and cannot come, expected 1\.0\.1 or more/,
    ],
    ['1.0.0-rc.1', /^BAD_USER_INPUT .* expected 1\.0\.1 or more/],
    ['1.0.0', /^CONFLICT sales\.leads 1\.0\.0 stands already/],
  ])('%s is not announced', async (version, message) => {
    await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'another' });
    expect((await mesh.refusal(leads(version, 'id', 'email', 'phone'), 'announceProduct'))[0]).toMatch(message);
    expect(await mesh.announced()).toBeNull();
  });

  it('nothing is withdrawn where nothing is announced, and nobody answers what was withdrawn', async () => {
    const reason = 'too early';
    expect((await mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason })).userErrors).toEqual([]);
    for (const [fqn, message] of [
      [LEADS, `No version of ${LEADS} is announced.`],
      ['sales.nothing', expect.stringMatching(/^There is no product sales\.nothing\./) as string],
    ] as const)
      expect((await mesh.actions.withdrawAnnouncement({ fqn, reason })).userErrors).toMatchObject([
        { code: 'NOT_FOUND', message },
      ]);
    expect((await mesh.answer('scoring', 'accepted'))[0]).toMatch(/^NOT_FOUND No breaking change is announced for /);
    expect(await mesh.warned(reader('scoring', '1.0.0'))).toEqual([]);
  });
});
