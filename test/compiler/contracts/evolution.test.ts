import { describe, expect, it } from 'vitest';
import type { CompiledAccess } from '../../../src/compiler/artifact.js';
import type { PromisingPort } from '../../../src/compiler/contracts/diffPorts.js';
import { evolve, type Consumption, type StandingProduct } from '../../../src/compiler/contracts/evolution.js';
import { column, terms } from './terms.js';

const COLUMNS = [
  column('customer_id', { required: true }),
  column('interaction_type', { enum: ['email_open', 'ad_click'] }),
  column('campaign_id'),
];
const access: CompiledAccess = {
  stated: true,
  default: 'deny',
  grants: [
    { grantee: 'sales', granteeKind: 'domain', access: 'read' },
    { grantee: 'finance', granteeKind: 'domain', access: 'read' },
  ],
};
const port = (rest: Partial<PromisingPort['terms']> = {}, more: Partial<PromisingPort> = {}): PromisingPort => ({
  name: 'customer_interactions',
  terms: terms({ columns: COLUMNS, table: 'marketing.gold.customer_interactions', ...rest }),
  access,
  ...more,
});
const consumption = (domain: string, rest: Partial<Consumption> = {}): Consumption => ({
  contract: `marketing-to-${domain}-customer-interactions`,
  consumer: `${domain}.product`,
  consumerDomain: domain,
  port: 'customer_interactions',
  terms: port().terms,
  history: [],
  requirement: null,
  columns: null,
  broken: false,
  ...rest,
});
const standing = (...consumptions: Consumption[]): StandingProduct => ({
  fqn: 'marketing.campaign-attribution',
  domain: 'marketing',
  version: '1.5.0',
  ports: [port()],
  consumptions,
});
const next = (version: string, ...ports: PromisingPort[]) => ({ version, ports });
const POLICY = { mode: 'backward' as const };
const withoutCampaign = port({ columns: COLUMNS.slice(0, 2) });

describe('what a new version of a product means', () => {
  it('names every consumer that a removal breaks, the version it needs and the longest notice', () => {
    const long = consumption('finance', { terms: { ...port().terms, breakingChangeNotice: 'P14D' } });
    const result = evolve(standing(consumption('sales'), long), next('1.6.0', withoutCampaign), POLICY);
    expect(result.consumers.map(({ consumer, verdict }) => [consumer, verdict])).toEqual([
      ['sales.product', 'breaking'],
      ['finance.product', 'breaking'],
    ]);
    expect(result).toMatchObject({
      bump: 'major',
      next: '2.0.0',
      notice: 'P14D',
      version: { rule: 'version_small', next: '2.0.0' },
    });
  });

  it('a change outside the columns that a consumer reads does not break it; unknown means all', () => {
    const reads = (columns: string[] | null) =>
      evolve(standing(consumption('sales', { columns })), next('2.0.0', withoutCampaign), POLICY).consumers[0];
    expect(reads(['customer_id'])).toMatchObject({ verdict: 'unaffected', changes: [] });
    expect(reads(['CAMPAIGN_ID'])?.verdict).toBe('breaking');
    expect(reads(null)?.verdict).toBe('breaking');
  });

  it('an addition needs a minor and reaches nobody that knows what it reads', () => {
    const more = port({ columns: [...COLUMNS, column('channel')] });
    const result = evolve(standing(consumption('sales', { columns: ['customer_id'] })), next('1.6.0', more), POLICY);
    expect(result).toMatchObject({ bump: 'minor', next: '1.6.0', version: null, notice: null });
    expect(result.consumers[0]).toMatchObject({ verdict: 'unaffected', changes: [] });
  });

  it('an SLA that is loosened breaks whoever requires more, and is told to the rest', () => {
    const slower = port({ sla: { freshness: 'PT6H', availability: 99, quality: terms().sla!.quality } });
    const consumers = [consumption('sales', { requirement: 'PT4H' }), consumption('finance', { requirement: 'PT8H' })];
    const result = evolve(standing(...consumers), next('2.0.0', slower), POLICY);
    expect(result.consumers.map(({ verdict }) => verdict)).toEqual(['breaking', 'risky']);
  });

  it('a port that goes, or is renamed, breaks all its consumers', () => {
    for (const ports of [[], [port({}, { name: 'interactions' })]]) {
      const result = evolve(standing(consumption('sales')), next('2.0.0', ...ports), POLICY);
      expect(result.consumers[0]).toMatchObject({ verdict: 'breaking', changes: [{ rule: 'table_removed' }] });
    }
  });

  it('a grant that is revoked breaks the contracts that stand on it alone', () => {
    const grants = access.grants.filter(({ grantee }) => grantee !== 'sales');
    const narrowed = port({}, { access: { ...access, grants } });
    const result = evolve(standing(consumption('sales'), consumption('finance')), next('2.0.0', narrowed), POLICY);
    expect(result.consumers.map(({ verdict }) => verdict)).toEqual(['breaking', 'unaffected']);
    expect(result.ports[0]?.changes).toMatchObject([{ rule: 'grant_revoked_used' }]);
  });

  it('each contract is judged by its own mode', () => {
    const mode = (compatibility: 'none' | 'forward' | 'full') =>
      consumption('sales', { terms: { ...port().terms, compatibility } });
    const verdict = (each: Consumption) =>
      evolve(standing(each), next('2.0.0', withoutCampaign), POLICY).consumers[0]?.verdict;
    expect([verdict(mode('none')), verdict(mode('forward')), verdict(mode('full'))]).toEqual([
      ...['unaffected', 'unaffected', 'breaking'],
    ]);
  });

  it('remove then add again with another type is seen by a transitive mode alone', () => {
    const typed = (type: string) => port({ columns: [COLUMNS[0]!, column('x', { type })] });
    const bare = port({ columns: [COLUMNS[0]!] });
    const held = (compatibility: 'backward' | 'backward_transitive') =>
      consumption('sales', {
        terms: { ...bare.terms, compatibility },
        history: [{ ...typed('date').terms, compatibility }],
      });
    const verdict = (each: Consumption) =>
      evolve({ ...standing(each), ports: [bare] }, next('2.0.0', typed('int64')), POLICY).consumers[0]?.verdict;
    expect(verdict(held('backward'))).toBe('unaffected');
    expect(verdict(held('backward_transitive'))).toBe('breaking');
  });

  it('a contract that is broken already is broken anew only by what changes beyond that', () => {
    const broken = consumption('sales', { broken: true });
    const product = { ...standing(broken), ports: [withoutCampaign] };
    expect(evolve(product, next('2.0.1', withoutCampaign), POLICY).consumers[0]?.verdict).toBe('unaffected');
    const more = port({ columns: COLUMNS.slice(0, 1) });
    expect(evolve(product, next('3.0.0', more), POLICY).consumers[0]?.changes.map(({ path }) => path)).toEqual([
      'columns.interaction_type',
    ]);
  });

  it('what was promised by the same terms and is needed alike is judged once, all else for itself', () => {
    const shared = { terms: port().terms };
    const alike = [consumption('sales', shared), consumption('hr', shared), consumption('legal')];
    const others = [
      consumption('it', { columns: ['customer_id'] }),
      consumption('law', { terms: { ...port().terms, compatibility: 'none' } }),
      consumption('old', { history: [port().terms] }),
      consumption('late', { requirement: 'PT1H' }),
      consumption('broken', { broken: true }),
      consumption('finance'),
    ];
    const revoked = { ...withoutCampaign, access: { ...access, grants: access.grants.slice(0, 1) } };
    const all = [...alike, ...others];
    const together = evolve(standing(...all), next('2.0.0', revoked), POLICY).consumers;
    const apart = all.map((each) => evolve(standing(each), next('2.0.0', revoked), POLICY).consumers[0]);
    expect(together).toEqual(apart);
    expect(together.map(({ verdict, changes }) => `${verdict} ${changes.length}`)).toEqual([
      ...['breaking 1', 'breaking 1', 'breaking 1'],
      ...['unaffected 0', 'unaffected 1', 'breaking 1', 'breaking 1', 'breaking 1', 'breaking 2'],
    ]);
    expect(together[1]?.changes).toBe(together[0]?.changes);
  });

  it('nothing promised changed: no version is required', () => {
    const result = evolve(standing(consumption('sales')), next('1.5.1', port()), POLICY);
    expect(result).toMatchObject({ ports: [], bump: null, next: null, version: null, notice: null });
  });
});
