import { describe, expect, it } from 'vitest';
import type { PublishedManifest } from '../../../src/compiler/mesh.js';
import { beginProduct, type BegunProduct } from '../../../src/compiler/starter/beginProduct.js';
import { acmeManifest } from '../../support/acme.js';

const published = (name: string, file: string): PublishedManifest => ({
  name,
  version: '2.1.0',
  ref: null,
  digest: '',
  source: { path: file, content: acmeManifest(file).source },
});
const SALES = published('sales-domain', 'domains/sales/domain-manifest.yaml');
const ENTERPRISE = published('acme-enterprise', 'enterprise-manifest.yaml');

const begin = (said: object = {}, now = '2026-11-30T08:15:42.000Z', above = [ENTERPRISE]): BegunProduct =>
  beginProduct({
    chain: [SALES, ...above],
    said: { name: 'churn', team: null, email: null, ...said },
    ci: 'github',
    floeVersion: '1.2.3',
    now,
  });
const rowsOf = ({ files }: BegunProduct): string =>
  files.find(({ path }) => path === 'seeds/churn_source/churns.csv')?.content ?? '';

describe('beginProduct', () => {
  it('takes the owner of the platform where nobody says another, and a part of an address for a team', () => {
    expect(begin()).toMatchObject({ refusal: null, team: 'sales-data-team', email: 'sales-data-team@acme.com' });
    expect(begin({ team: 'churn' })).toMatchObject({ team: 'churn', email: 'sales-data-team@acme.com' });
    expect(begin()).toMatchObject({ fqn: 'sales.churn', ref: 'sales-domain@2.1.0', pattern: 'medallion' });
  });

  it('ships rows of which the newest is of the minute in which it begins', () => {
    expect(rowsOf(begin()).trim().split('\n').at(-1)).toBe('A-3,B-2,open,42.25,2026-11-30 08:15:00');
    const [, ...rows] = rowsOf(begin({}, '2028-02-29T00:00:00.000Z')).trim().split('\n');
    expect(rows.map((row) => row.split(',').at(-1))).toEqual([
      '2027-01-05 08:00:00',
      '2027-06-06 09:30:00',
      '2028-02-29 00:00:00',
    ]);
    expect(begin()).toEqual(begin());
  });

  it('begins nothing under a manifest of which the parent is not known, and says what is missing', () => {
    expect(begin({}, undefined, [])).toMatchObject({
      files: [],
      pattern: null,
      refusal: 'sales-domain@2.1.0 is no platform that a product can begin under.',
      diagnostics: [{ code: 'REF_UNRESOLVED' }],
    });
  });
});
