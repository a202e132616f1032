import { describe, expect, it } from 'vitest';
import { chain, RELAXED, type Chain } from './chains.js';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_FRESHNESS_EXCEEDS_PROVIDER';
const six = (more: Omit<Chain, 'sla'>): string => chain({ sla: 'freshness: 6h', ...more });
const weakest = (text: string): unknown =>
  findings(text, CODE).map(({ severity, details }) => [severity, details?.['weakest']]);

describe(CODE, () => {
  it('finds a provider that promises less, at the promise, with the chain and the input port', () => {
    const text = six({ published: 'finance.a.a: {freshness: 24h}' });
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Output port 'out' promises freshness 6h, but finance.a.a, which it is made from, may be 24h old",
        expected: 'a freshness of 24h or longer',
        hint: 'Promise 24h, or agree with the owner of finance.a.a on a better SLA',
        notes: [
          'sales.orders.out: 6h',
          '← finance.a.a: 24h (weakest)',
          'Promise 24h, or agree with the owner of finance.a.a on a better SLA',
        ],
        related: [{ message: "Read through input port 'a'" }],
        details: {
          assumed: false,
          inputPort: 'sales.orders.a',
          weakest: 'finance.a.a',
          attainable: 'PT24H',
          chain: [
            { fqn: 'sales.orders.out', freshness: 'PT6H', runsWithin: null, availability: null, assumed: false },
            { fqn: 'finance.a.a', freshness: 'PT24H', runsWithin: null, availability: null, assumed: false },
          ],
        },
      },
    ]);
    expect(told(text)).toHaveLength(1);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: 6h']);
  });

  it('finds it behind providers that promise enough, through any number of products', () => {
    const published =
      'finance.a.a: {freshness: 2h, from: [finance.b.b]}, finance.b.b: {from: [finance.c.c, finance.d.d]}, finance.c.c: {freshness: 24h}, finance.d.d: {freshness: 48h}';
    expect(findings(six({ published }), CODE)).toMatchObject([
      {
        message:
          "Output port 'out' promises freshness 6h, but finance.d.d, which it is made from through finance.a.a and finance.b.b, may be 48h old",
        notes: [
          'sales.orders.out: 6h',
          '← finance.a.a: 2h',
          '← finance.b.b: no promise',
          '← finance.d.d: 48h (weakest)',
          expect.any(String),
        ],
      },
    ]);
  });

  it('cuts a very long chain in the middle', () => {
    const names = Array.from({ length: 40 }, (_, index) => `finance.p${index}.out`);
    const published = names
      .map((name, index) => `${name}: {${names[index + 1] ? `from: [${names[index + 1]}]` : 'freshness: 2d'}}`)
      .join(', ');
    const [finding] = findings(six({ published, inputs: { a: 'finance.p0.out' } }), CODE);
    expect(finding?.message).toContain('through finance.p0.out, 37 more, and finance.p38.out, may be 2d old');
    expect(finding?.notes).toHaveLength(10);
    expect(finding?.details?.['chain']).toHaveLength(41);
  });

  it('takes what the schedule of a provider allows where that is more than it promises, or where it promises nothing', () => {
    expect(findings(six({ published: 'finance.a.a: {runs: 24h}' }), CODE)).toMatchObject([
      {
        details: { attainable: 'PT24H' },
        notes: [
          expect.anything(),
          expect.stringContaining('no promise, up to 24h old between runs'),
          expect.anything(),
        ],
      },
    ]);
    expect(weakest(six({ published: 'finance.a.a: {freshness: 2h, runs: 8h}' }))).toEqual([['error', 'finance.a.a']]);
  });

  it.each([
    [
      'the provider promises just as much: freshness does not add up',
      'finance.a.a: {freshness: 6h, from: [finance.b.b]}, finance.b.b: {freshness: 6h}',
    ],
    ['the provider promises nothing and has no schedule', 'finance.a.a: {}'],
    ['the provider is still to come', 'finance.b.b: {freshness: 2d}'],
    [
      'the chain ends in a circle that is fresh enough',
      'finance.a.a: {freshness: 2h, from: [finance.b.b]}, finance.b.b: {freshness: 2h, from: [finance.a.a]}',
    ],
  ])('is silent where %s', (_, published) => expect(findings(six({ published }), CODE)).toEqual([]));

  it('is silent on a port that promises no freshness, and on input ports that its models do not read', () => {
    const published = 'finance.a.a: {freshness: 2h}, finance.b.b: {freshness: 2d}';
    const inputs = { a: 'finance.a.a', b: 'finance.b.b' };
    expect(told(six({ published, inputs }))).toEqual([]);
    expect(
      told(chain({ published, inputs, sla: 'quality: {completeness: 99%}', reads: "{{ source('b', 't') }}" })),
    ).toEqual([]);
  });

  it('is a warning where no model tells what the port is made of', () => {
    const text = six({ published: 'finance.a.a: {freshness: 24h}', reads: null });
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message:
          "Output port 'out' promises freshness 6h, but finance.a.a, which it may be made from (no model tells), may be 24h old",
        hint: 'Promise 24h, agree with the owner of finance.a.a on a better SLA, or name the port in meta.floe.port of the model that writes it',
        notes: [
          'sales.orders.out: 6h (no model tells what it is made of)',
          '← finance.a.a: 24h (weakest)',
          expect.any(String),
        ],
      },
    ]);
  });

  it('is a warning where no model of a provider on the way tells, and an error where another way is known', () => {
    const upstream = 'finance.a.a: {freshness: 2h, perhaps: [finance.b.b]}, finance.b.b: {freshness: 48h}';
    expect(findings(six({ published: upstream }), CODE)).toMatchObject([
      {
        severity: 'warning',
        hint: 'Promise 48h, or agree with the owner of finance.b.b on a better SLA',
        notes: [
          'sales.orders.out: 6h',
          '← finance.a.a: 2h (no model tells what it is made of)',
          '← finance.b.b: 48h (weakest)',
          expect.any(String),
        ],
      },
    ]);
    const both = `${upstream}, finance.c.c: {freshness: 24h}`;
    const reads = "{{ source('a', 't') }} join {{ source('c', 't') }}";
    expect(weakest(six({ published: both, inputs: { a: 'finance.a.a', c: 'finance.c.c' }, reads }))).toEqual([
      ['error', 'finance.c.c'],
    ]);
  });

  it('takes the product itself as its documents say, not as it was published', () => {
    const published =
      'finance.a.a: {freshness: 2h, from: [sales.orders.other]}, sales.orders.other: {freshness: 2d, from: [finance.z.z]}, finance.z.z: {freshness: 3d}';
    expect(weakest(six({ published }))).toEqual([]);
  });

  it('is a warning where the enterprise does not enforce SLAs', () => {
    expect(weakest(six({ published: 'finance.a.a: {freshness: 24h}', more: RELAXED }))).toEqual([
      ['warning', 'finance.a.a'],
    ]);
  });
});
