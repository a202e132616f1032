import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CASES, expectedOf, readCase, usesOf } from './statements/read.js';

const TITLED = CASES.map((each) => ({ ...each, title: `${each.statement.construct}: ${each.statement.sql}` }));

describe('statements of eight dialects', () => {
  it.each(TITLED)('$compute, $title', (each) => {
    const { problem, gives } = readCase(each);
    expect(problem).toBeNull();
    expect(gives).toEqual(expectedOf(each.statement));
    expect(usesOf(each)).toBe(each.statement.uses);
  });

  it('are never misread in silence where nobody knows the columns: an origin is there, or it is said that one may be missing', () => {
    const missing = TITLED.flatMap((each) => {
      const { gives, gaps } = readCase(each, () => null);
      return Object.entries(expectedOf(each.statement)).flatMap(([name, origins]) => {
        const given = gives[name];
        // Without its columns a `select *` hands on columns that have no names yet.
        if (given === undefined || given === 'not followed' || gaps > 0) return [];
        const wanted = origins.startsWith('no') ? [] : origins.replace(/[~+?#]/g, '').split(' ');
        const had = new Set(given.replace(/[~+?#]/g, '').split(' '));
        const lost = wanted.filter((origin) => !had.has(origin) && !had.has(`${origin.slice(0, 1)}.*`));
        return lost.length === 0 ? [] : [`${each.compute}, ${each.title}: ${name} without ${lost.join()}`];
      });
    });
    expect(missing).toEqual([]);
  });

  // So that SQL is read once: what columns are made of, and whether all of it was understood (unfollowedSql.ts).
  it('are followed all the way without what is known of columns where they are with it', () => {
    const lost = TITLED.filter((each) => readCase(each).gaps === 0 && readCase(each, () => null).gaps > 0);
    expect(lost.map(({ compute, title }) => `${compute}, ${title}`)).toEqual([]);
  });

  it('are counted in docs/sql.md', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/sql.md'), 'utf8');
    expect(CASES.length).toBeGreaterThan(400);
    expect(page).toContain(`| **all ${CASES.length}** |`);
  });
});
