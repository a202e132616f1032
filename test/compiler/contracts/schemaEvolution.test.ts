import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompatibilityMode } from '../../../src/compiler/artifact.js';
import { evolve, type Evolution } from '../../../src/compiler/contracts/evolution.js';
import { describeBeside } from '../../support/describeBeside.js';
import { ownInput, realInput } from '../../support/inputs.js';
import { odcsPorts } from './odcsPorts.js';

const OWN = ownInput('schema-evolution');
/** Version pairs of the Data Contract CLI's own fixtures. */
const REAL = realInput('contracts/schema-evolution');
/** Three versions of one document: a column comes, and is promised in every row. */
const THREE = {
  harbours: (version: number) => path.join(OWN, `harbours-${version}.odcs.yaml`),
  cities: (version: number) => path.join(REAL, `schema-evolution/odcs-datacontract-cities-version-${version}.yaml`),
};
const bookings = (version: number): string => path.join(OWN, `bookings-${version}.odcs.yaml`);
const changelog = (kind: 'integration' | 'unit', version: number): string =>
  path.join(REAL, `changelog/${kind}/changelog_${kind}_v${version}.yaml`);

function between(before: string, after: string, mode: CompatibilityMode = 'backward'): Evolution {
  const [old, now] = [before, after].map(odcsPorts);
  const standing = { fqn: 'sales.orders', domain: 'sales', consumptions: [], version: '', ports: [], ...old };
  return evolve(standing, { version: '', ports: [], ...now }, { mode });
}

/** `orders.columns.region col_added_optional compatible minor`, gravest first within a port. */
const told = ({ ports }: Evolution): string[] =>
  ports.flatMap(({ port, changes }) =>
    changes.map(({ path: at, rule, severity, bump }) => `${port}${at ? '.' : ''}${at} ${rule} ${severity} ${bump}`),
  );

const worst = ({ ports }: Evolution): string => ports[0]?.changes[0]?.severity ?? 'none';

/** What holds of three versions of one document, in which table and column bear other names. */
function holdsOfThree(table: keyof typeof THREE, column: string): void {
  const version = THREE[table];

  it(`${table} 1 → 2: a bounded optional column came, nothing inside it is a change of its own`, () => {
    const result = between(version(1), version(2));
    expect(told(result)).toEqual([`${table}.columns.${column} col_added_optional compatible minor`]);
    expect(result).toMatchObject({ bump: 'minor', version: { rule: 'version_large', next: '1.1.0' } });
  });

  it(`${table} 2 → 3: the column is promised in every row, under the same version`, () => {
    const result = between(version(2), version(3));
    expect(told(result)).toEqual([`${table}.columns.${column}.required optional_to_required compatible minor`]);
    expect(result.version).toEqual({ rule: 'version_same', required: 'minor', next: '2.1.0' });
  });

  it(`${table} 1 → 3: over both steps a required column came; back again it goes`, () => {
    expect(told(between(version(1), version(3)))).toEqual([
      `${table}.columns.${column} col_added_required compatible minor`,
    ]);
    expect(told(between(version(3), version(1)))).toEqual([
      `${table}.columns.${column} col_removed_required breaking major`,
    ]);
    expect(told(between(version(3), version(2)))).toEqual([
      `${table}.columns.${column}.required required_to_optional breaking major`,
    ]);
  });

  it.each([
    [1, 2, { none: 'compatible', backward: 'compatible', forward: 'compatible', full: 'compatible' }],
    [2, 3, { none: 'compatible', backward: 'compatible', forward: 'breaking', full: 'breaking' }],
    [1, 3, { none: 'compatible', backward: 'compatible', forward: 'breaking', full: 'breaking' }],
    [2, 1, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
    [3, 2, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
    [3, 1, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
  ] as const)(`${table} %i → %i in every mode`, (from, to, verdicts) => {
    for (const [mode, verdict] of Object.entries(verdicts)) {
      expect(worst(between(version(from), version(to), mode as CompatibilityMode)), mode).toBe(verdict);
    }
  });
}

describe('versions of our documents', () => {
  holdsOfThree('harbours', 'berths');

  it('bookings 1 → 2: what is promised, who may read, how it is measured, and what is said about it', () => {
    const result = between(bookings(1), bookings(2));
    expect(told(result)).toEqual([
      'bookings.columns.booked_on.type type_incompatible breaking major',
      'bookings.columns.price.classification class_raised breaking major',
      'bookings.columns.guest_no col_removed_required breaking major',
      'bookings.columns.note col_removed_optional breaking major',
      'bookings.sla.availability sla_loosened breaking major',
      // What no row of the table knows is told, not judged.
      'bookings.domain promise_changed risky minor',
      'bookings.object.custom.domain promise_changed risky minor',
      'bookings.access.role:writer grant_revoked_unused risky minor',
      'bookings.columns.price.required optional_to_required compatible minor',
      'bookings.columns.region col_added_optional compatible minor',
      'bookings.sla.freshness sla_tightened compatible minor',
      'bookings.quality.any_rows quality_added compatible minor',
      'bookings.quality.no_gaps quality_added compatible minor',
      'bookings.deprecated deprecated_set compatible minor',
      'bookings.access.role:reader grant_added compatible minor',
      'bookings.columns.booking_no.description doc_changed info patch',
      'bookings.description doc_changed info patch',
      'bookings.name doc_changed info patch',
      'bookings.support doc_changed info patch',
      'bookings.team doc_changed info patch',
      'guests table_added compatible minor',
    ]);
    expect(result).toMatchObject({ bump: 'major', next: '2.0.0', version: null });
  });

  it('bookings 2 → 1: going back breaks as well', () => {
    expect(between(bookings(2), bookings(1))).toMatchObject({ bump: 'major', next: '3.0.0' });
  });
});

describeBeside('the version pairs of the Data Contract CLI', REAL, () => {
  holdsOfThree('cities', 'population');

  it('orders 1 → 2 (integration): every field of the changelog, and nothing else', () => {
    const result = between(changelog('integration', 1), changelog('integration', 2));
    expect(told(result)).toEqual([
      'orders.columns.order_date.type type_incompatible breaking major',
      'orders.columns.customer_id col_removed_required breaking major',
      'orders.sla.availability sla_loosened breaking major',
      'orders.columns.total_amount.required optional_to_required compatible minor',
      'orders.columns.region col_added_optional compatible minor',
      'orders.columns.order_id.description doc_changed info patch',
      'customers table_added compatible minor',
    ]);
    expect(result).toMatchObject({ bump: 'major', next: '2.0.0', version: null });
  });

  it('whatever the printed changelog lists is told', () => {
    const golden = readFileSync(path.join(REAL, 'changelog/golden_changelog_text.txt'), 'utf8');
    const summary = golden.slice(0, golden.indexOf('Details'));
    const fields = [...summary.matchAll(/│ (?:Added|Updated|Removed) +│ (\S+)/g)].map(([, field]) => field ?? '');
    expect(fields).toHaveLength(8);
    const found = told(between(changelog('integration', 1), changelog('integration', 2)));
    const asPath = (field: string): string =>
      field
        .replace(/^schema\./, '')
        .replace('.properties.', '.columns.')
        .replace(/^slaProperties\./, 'orders.sla.');
    for (const field of fields.filter((each) => each !== 'version')) {
      expect(
        found.some((each) => each.startsWith(asPath(field))),
        field,
      ).toBe(true);
    }
  });

  it('orders 1 → 2 (unit): what is promised, who may read, how it is measured, and what is said about it', () => {
    const result = between(changelog('unit', 1), changelog('unit', 2));
    expect(told(result)).toEqual([
      'orders.columns.order_date.type type_incompatible breaking major',
      'orders.columns.total_amount.classification class_raised breaking major',
      'orders.columns.customer_id col_removed_required breaking major',
      'orders.sla.availability sla_loosened breaking major',
      // What no row of the table knows is told, not judged.
      'orders.domain promise_changed risky minor',
      'orders.custom.sensitivity promise_changed risky minor',
      'orders.custom.classification promise_changed risky minor',
      'orders.object.custom.domain promise_changed risky minor',
      'orders.access.role:writer grant_revoked_unused risky minor',
      'orders.columns.total_amount.required optional_to_required compatible minor',
      'orders.columns.region col_added_optional compatible minor',
      'orders.quality.row_count quality_added compatible minor',
      'orders.quality.total_amount.positive quality_added compatible minor',
      'orders.deprecated deprecated_set compatible minor',
      'orders.access.role:viewer grant_added compatible minor',
      'orders.columns.order_id.description doc_changed info patch',
      'orders.description doc_changed info patch',
      'orders.name doc_changed info patch',
      'orders.price doc_changed info patch',
      'orders.support doc_changed info patch',
      'orders.team doc_changed info patch',
      'customers table_added compatible minor',
    ]);
    expect(result).toMatchObject({ bump: 'major', next: '2.0.0', version: null });
  });
});
