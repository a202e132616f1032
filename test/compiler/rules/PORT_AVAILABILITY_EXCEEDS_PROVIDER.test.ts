import { describe, expect, it } from 'vitest';
import { chain, RELAXED, type Chain } from './chains.js';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_AVAILABILITY_EXCEEDS_PROVIDER';
const high = (more: Omit<Chain, 'sla'>): string => chain({ sla: 'availability: 99.9%', ...more });

describe(CODE, () => {
  it('finds the weakest provider, at the promise, with the chain', () => {
    const published =
      'finance.a.a: {availability: 99.9%, from: [finance.b.b, finance.c.c]}, finance.b.b: {availability: 99%}, finance.c.c: {availability: 95%}';
    const text = high({ published });
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message:
          "Output port 'out' promises availability 99.9%, but finance.c.c, which it is made from through finance.a.a, promises 95%",
        expected: 'an availability of 95% or less',
        hint: 'Promise 95%, or agree with the owner of finance.c.c on a better SLA',
        notes: [
          'sales.orders.out: 99.9%',
          '← finance.a.a: 99.9%',
          '← finance.c.c: 95% (weakest)',
          expect.stringContaining('Promise 95%'),
        ],
      },
    ]);
    expect(told(text)).toHaveLength(1);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: 99.9%']);
  });

  it("finds the ADR's own, were customers made from marketing's interactions", () => {
    const published = 'marketing.campaign-attribution.customer_interactions: {freshness: 2h, availability: 99%}';
    const inputs = { a: 'marketing.campaign-attribution.customer_interactions' };
    expect(findings(chain({ published, inputs, sla: 'freshness: 6h, availability: 99.9%' }), CODE)).toHaveLength(1);
  });

  it.each([
    ['the provider promises as much', 'finance.a.a: {availability: 99.9%}'],
    ['the provider promises none', 'finance.a.a: {freshness: 2h}'],
    ['the provider is still to come', 'finance.b.b: {availability: 90%}'],
  ])('is silent where %s', (_, published) => expect(findings(high({ published }), CODE)).toEqual([]));

  it('is silent on a port that promises none', () => {
    expect(told(chain({ published: 'finance.a.a: {availability: 90%}', sla: 'freshness: 6h' }))).toEqual([]);
  });

  it('is a warning where no model tells, and where the enterprise does not enforce SLAs', () => {
    const published = 'finance.a.a: {availability: 99%}';
    for (const text of [high({ published, reads: null }), high({ published, more: RELAXED })])
      expect(findings(text, CODE).map(({ severity }) => severity)).toEqual(['warning']);
  });
});
