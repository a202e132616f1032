import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledAccess, CompiledColumn } from '../../../src/compiler/artifact.js';
import { accessVerdict, mayRead } from '../../../src/compiler/contracts/access.js';
import { fitFreshness } from '../../../src/compiler/contracts/conformance.js';
import { contractName } from '../../../src/compiler/contracts/name.js';
import { renderContract } from '../../../src/compiler/contracts/render.js';

const PORT = 'marketing.campaign-attribution.customer_interactions';

describe('the name of a contract (decision 15)', () => {
  it("is the ADR's, and for a later holder says the consumer, then the provider", () => {
    const taken = new Set<string>();
    const next = (port: string, consumer: string): string => {
      const name = contractName(port, consumer, (each) => taken.has(each));
      taken.add(name);
      return name;
    };
    expect(next(PORT, 'sales.customer-360')).toBe('marketing-to-sales-customer-interactions');
    expect(next(PORT, 'sales.pipeline')).toBe('marketing-to-sales-customer-interactions-pipeline');
    expect(next('marketing.other.customer_interactions', 'sales.pipeline')).toBe(
      'marketing-to-sales-customer-interactions-pipeline-other',
    );
  });
});

describe('the document of a contract', () => {
  it("is the ADR's, but for its comments", () => {
    const example = readFileSync(
      path.resolve(
        import.meta.dirname,
        '../../../examples/acme/contracts/marketing-to-sales-customer-interactions.yaml',
      ),
      'utf8',
    );
    const column = (name: string, type: string, rest: Partial<CompiledColumn> = {}): CompiledColumn => ({
      name,
      type,
      required: false,
      description: null,
      enum: null,
      classification: null,
      primaryKey: false,
      unique: false,
      ...rest,
    });
    const text = renderContract({
      name: 'marketing-to-sales-customer-interactions',
      version: '1.0.0',
      providerPort: PORT,
      consumer: 'sales.customer-360',
      terms: {
        columns: [
          column('customer_id', 'string', { required: true }),
          column('interaction_type', 'string', { enum: ['email_open', 'email_click', 'ad_impression', 'ad_click'] }),
          column('interaction_timestamp', 'timestamp', { required: true }),
          column('campaign_id', 'string'),
        ],
        sla: { freshness: 'PT2H', availability: 99, quality: [] },
        compatibility: 'backward',
        breakingChangeNotice: 'P7D',
        table: 'marketing.gold.customer_interactions',
      },
    });
    const bare = example
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.replace(/\s+#.*$/, ''))
      .join('\n')
      .trim();
    expect(text.trim()).toBe(bare);
    expect(parse(text)).toEqual(parse(example));
  });
});

describe('who may read a port (decision 11)', () => {
  const access = (rest: Partial<CompiledAccess>): CompiledAccess => ({
    stated: true,
    default: 'deny',
    grants: [],
    ...rest,
  });
  const seeker = { domain: 'sales', product: 'sales.customer-360' };
  const grant = (granteeKind: 'domain' | 'product' | 'role', grantee: string) =>
    access({ grants: [{ granteeKind, grantee, access: 'read' }] });

  it('its own domain always, others by default or by a grant to their domain or to themselves', () => {
    expect(accessVerdict(access({}), 'sales', seeker)).toBe('granted');
    expect(accessVerdict(access({}), 'marketing', seeker)).toBe('denied');
    expect(accessVerdict(access({ default: 'allow' }), 'marketing', seeker)).toBe('granted');
    expect(accessVerdict(grant('domain', 'sales'), 'marketing', seeker)).toBe('granted');
    expect(accessVerdict(grant('product', 'sales.customer-360'), 'marketing', seeker)).toBe('granted');
    expect(accessVerdict(grant('role', 'sales'), 'marketing', seeker)).toBe('denied');
  });

  it('is left open by a port that states nothing', () => {
    expect(accessVerdict(access({ stated: false }), 'marketing', seeker)).toBe('unstated');
    expect(mayRead(access({ stated: false }), 'marketing', seeker)).toBe(true);
  });
});

describe('the freshness of a provider', () => {
  it('meets a requirement that is no shorter; without a requirement there is nothing to meet (decision 12)', () => {
    const sla = { freshness: 'PT2H', availability: null, quality: [] };
    expect(fitFreshness(sla, 'PT4H')).toBe('met');
    expect(fitFreshness(sla, 'PT120M')).toBe('met');
    expect(fitFreshness(sla, 'PT1H')).toBe('missed');
    expect(fitFreshness(sla, null)).toBe('met');
    expect(fitFreshness(null, 'PT1H')).toBe('unknown');
  });
});
