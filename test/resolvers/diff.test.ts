import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { campaignAttribution, mustPublish, publishAcme } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const DIFF = `query ($fqn: String!, $from: SemVer!, $to: SemVer!) { diff(fqn: $fqn, from: $from, to: $to) {
  fqn from to bump requiredVersion ports { port changes { rule path before after severity bump message } } } }`;
const FQN = 'marketing.campaign-attribution';
const CONTRACT = 'marketing-to-sales-customer-interactions';

interface Change {
  readonly rule: string;
  readonly path: string;
  readonly severity: string;
}
interface Diff {
  readonly bump: string | null;
  readonly requiredVersion: string | null;
  readonly ports: readonly { readonly port: string; readonly changes: readonly Change[] }[];
}

describe.each(databases)('diff on %s', (dialect) => {
  let graph: Graph;
  const diff = async (fqn: string, from: string, to: string): Promise<Diff> =>
    (await graph.ask<{ diff: Diff }>(DIFF, { fqn, from, to })).diff;
  const told = ({ ports }: Diff): string[] =>
    ports.flatMap(({ port, changes }) => changes.map(({ severity, path }) => `${port} ${severity} ${path}`));

  beforeAll(async () => {
    graph = await Graph.open(dialect);
    const actions = createActions(graph.kit);
    await publishAcme(actions);
    await mustPublish(
      actions,
      campaignAttribution('1.6.0', (names) => (names['channel_group'] = { type: 'string' })),
    );
    await mustPublish(actions, {
      ...campaignAttribution('2.0.0', (names) => delete names['campaign_id']),
      forceReason: 'The campaign data is gone.',
    });
  });
  afterAll(() => graph.close());

  it('tells every change of a product, port by port, judged, with the version it requires', async () => {
    const whole = await diff(FQN, '1.5.0', '2.0.0');
    expect(whole).toMatchObject({ fqn: FQN, from: '1.5.0', to: '2.0.0', bump: 'MAJOR', requiredVersion: '2.0.0' });
    expect(whole.ports).toMatchObject([
      {
        port: 'customer_interactions',
        changes: [
          {
            rule: 'col_removed_optional',
            path: 'columns.campaign_id',
            severity: 'BREAKING',
            bump: 'MAJOR',
            after: null,
            message: expect.stringContaining('columns.campaign_id'),
          },
        ],
      },
    ]);
    const small = await diff(FQN, '1.5.0', '1.6.0');
    expect([told(small), small.bump, small.requiredVersion]).toEqual([
      ['customer_interactions COMPATIBLE columns.channel_group'],
      'MINOR',
      '1.6.0',
    ]);
  });

  it('tells the way back too, and nothing of a version and itself', async () => {
    expect(told(await diff(FQN, '1.6.0', '1.5.0'))).toEqual(['customer_interactions BREAKING columns.channel_group']);
    expect(await diff(FQN, '1.6.0', '1.6.0')).toMatchObject({ bump: null, requiredVersion: null, ports: [] });
  });

  it('tells of one port alone', async () => {
    expect(told(await diff(`${FQN}.customer_interactions`, '1.6.0', '2.0.0'))).toEqual([
      'customer_interactions BREAKING columns.campaign_id',
      'customer_interactions BREAKING columns.channel_group',
    ]);
  });

  it('tells the terms of a contract', async () => {
    const changed = await diff(CONTRACT, '1.0.0', '1.1.0');
    expect([told(changed), changed.bump, changed.requiredVersion]).toEqual([
      ['customer_interactions COMPATIBLE columns.channel_group'],
      'MINOR',
      '1.1.0',
    ]);
  });

  it.each([
    [[FQN, '1.5.0', '9.0.0'], 'NOT_FOUND', /has no version 9\.0\.0: kept are 2\.0\.0, 1\.6\.0, 1\.5\.0\./],
    [[CONTRACT, '9.0.0', '1.0.0'], 'NOT_FOUND', /has no version 9\.0\.0: kept are 1\.0\.0, 1\.1\.0\./],
    [['marketing.campaign-atribution', '1.5.0', '2.0.0'], 'NOT_FOUND', /Did you mean marketing\.campaign-attribution/],
    [[`${FQN}.customer_interaction`, '1.5.0', '2.0.0'], 'NOT_FOUND', /Did you mean .*customer_interactions/],
    [['marketing-to-sales-customers', '1.0.0', '1.1.0'], 'NOT_FOUND', /no product, output port or contract/],
  ] as const)('refuses %j', async ([fqn, from, to], code, message) => {
    const refusal = await graph.refusal(DIFF, { fqn, from, to });
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });
});
