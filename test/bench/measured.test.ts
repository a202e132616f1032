import { describe, expect, it } from 'vitest';
import { askedOf } from '../../bench/asked.js';
import { judge, readBudgets, recorded, tableOf, type Budgets } from '../../bench/measured.js';

const budgets: Budgets = {
  'http.same': { what: 'answers: of bare', target: 0.5, floor: 0.3 },
  'growth.counts': { what: 'times as long', target: 1.3, ceiling: 2 },
  'feed.deliveries': { what: 'of bare ws', target: 0.5, floor: 0.4 },
};
const measure = (name: string, ...values: number[]) => values.map((value, size) => ({ name, size, value }));

describe('what was measured against the budget', () => {
  it.each([
    ['http.same', 0.6, { meetsTarget: true, falls: false }],
    ['http.same', 0.4, { meetsTarget: false, falls: false }],
    ['http.same', 0.29, { meetsTarget: false, falls: true }],
    ['growth.counts', 1.2, { meetsTarget: true, falls: false }],
    ['growth.counts', 1.9, { meetsTarget: false, falls: false }],
    ['growth.counts', 2.1, { meetsTarget: false, falls: true }],
  ])('%s of %d', (name, value, expected) => {
    const [verdict] = judge({ [name]: budgets[name]! }, ['http', 'growth'], measure(name, value));
    expect(verdict).toMatchObject(expected);
  });

  it('counts the worst of all sizes', () => {
    const [more] = judge(budgets, ['http'], measure('http.same', 0.9, 0.2, 0.6));
    const [less] = judge(budgets, ['growth'], measure('growth.counts', 1, 3, 2));
    expect([more?.value, less?.value]).toEqual([0.2, 3]);
  });

  it('takes what a bench gave no number of as fallen, and asks nothing of other benches', () => {
    const verdicts = judge(budgets, ['http'], measure('growth.counts', 9));
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ name: 'http.same', value: undefined, falls: true });
    expect(tableOf(verdicts)).toContain('| http.same | answers: of bare | not measured | >= 0.5 | >= 0.3 | fallen |');
  });

  it('asks what is said of a size of that size alone', () => {
    const sized: Budgets = { 'memory.load@1': { what: 'MB', target: 300, ceiling: 400 } };
    const [verdict] = judge(sized, ['memory'], measure('memory.load', 900, 350, 900));
    expect(verdict).toMatchObject({ value: 350, falls: false });
    expect(judge(sized, ['memory'], measure('memory.load', 900))).toEqual([]);
  });

  it('records what was measured, and leaves the rest as it was', () => {
    const now = recorded(budgets, judge(budgets, ['http'], measure('http.same', 0.61234)));
    expect(now['http.same']).toEqual({ what: 'answers: of bare', target: 0.5, floor: 0.3, measured: 0.612 });
    expect(now['growth.counts']).toBe(budgets['growth.counts']);
  });
});

describe('bench/budget.json', () => {
  it.each(Object.entries(readBudgets()))('%s lets pass no better than its target', (_, budget) => {
    if ('floor' in budget) expect(budget.floor).toBeLessThanOrEqual(budget.target);
    else expect(budget.ceiling).toBeGreaterThanOrEqual(budget.target);
  });
});

describe('what the command line asks of the bench', () => {
  const known = ['http', 'growth'];

  it('is every bench, or those that are named, each with its sizes', () => {
    expect([...askedOf([], known).benches]).toEqual([
      ['http', []],
      ['growth', []],
    ]);
    expect([...askedOf(['growth', '100', '1000', 'http'], known).benches]).toEqual([
      ['growth', [100, 1000]],
      ['http', []],
    ]);
  });

  it('is also to check, wherever that stands', () => {
    expect(askedOf(['--check'], known)).toMatchObject({ check: true, record: false });
    expect(askedOf(['http', '--check', '--record'], known)).toMatchObject({ check: true, record: true });
  });

  it('is of both stores, or the one that is named, with a folder that keeps companies where one is', () => {
    expect(askedOf(['http'], known)).toMatchObject({ dialects: ['SQLite', 'PostgreSQL'], kept: null });
    const args = ['--store=SQLite', '--keep=made', 'growth', '100'];
    expect(askedOf(args, known)).toMatchObject({ dialects: ['SQLite'], kept: 'made' });
    expect(() => askedOf(['--store=Oracle'], known)).toThrow('expected SQLite or PostgreSQL');
  });

  it.each([['htp'], ['500'], ['http', '0'], ['--chek']])('is refused where it is not understood: %s', (...args) => {
    expect(() => askedOf(args, known)).toThrow(/is no bench: expected http, growth|--chek.*expected --check, --record/);
  });
});
