import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompatibilityMode } from '../../../src/compiler/artifact.js';
import { evolve, type Evolution } from '../../../src/compiler/contracts/evolution.js';
import { odcsPorts } from './odcsPorts.js';

/** Version pairs of the Data Contract CLI's own fixtures, read in place. */
const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs/contracts/schema-evolution');
const cities = (version: number): string => `schema-evolution/odcs-datacontract-cities-version-${version}.yaml`;
const changelog = (kind: 'integration' | 'unit', version: number): string =>
  `changelog/${kind}/changelog_${kind}_v${version}.yaml`;

function between(before: string, after: string, mode: CompatibilityMode = 'backward'): Evolution {
  const [old, now] = [before, after].map((each) => odcsPorts(path.join(INPUTS, each)));
  const standing = { fqn: 'sales.orders', domain: 'sales', consumptions: [], version: '', ports: [], ...old };
  return evolve(standing, { version: '', ports: [], ...now }, { mode });
}

/** `orders.columns.region col_added_optional compatible minor`, gravest first within a port. */
const told = ({ ports }: Evolution): string[] =>
  ports.flatMap(({ port, changes }) =>
    changes.map(({ path: at, rule, severity, bump }) => `${port}${at ? '.' : ''}${at} ${rule} ${severity} ${bump}`),
  );

const worst = ({ ports }: Evolution): string => ports[0]?.changes[0]?.severity ?? 'none';

describe.skipIf(!existsSync(INPUTS))('the version pairs of the Data Contract CLI', () => {
  it('cities 1 → 2: a bounded optional column came, nothing inside it is a change of its own', () => {
    const result = between(cities(1), cities(2));
    expect(told(result)).toEqual(['cities.columns.population col_added_optional compatible minor']);
    expect(result).toMatchObject({ bump: 'minor', version: { rule: 'version_large', next: '1.1.0' } });
  });

  it('cities 2 → 3: the column is promised in every row, under the same version', () => {
    const result = between(cities(2), cities(3));
    expect(told(result)).toEqual(['cities.columns.population.required optional_to_required compatible minor']);
    expect(result.version).toEqual({ rule: 'version_same', required: 'minor', next: '2.1.0' });
  });

  it('cities 1 → 3: over both steps a required column came; back again it goes', () => {
    expect(told(between(cities(1), cities(3)))).toEqual([
      'cities.columns.population col_added_required compatible minor',
    ]);
    expect(told(between(cities(3), cities(1)))).toEqual([
      'cities.columns.population col_removed_required breaking major',
    ]);
    expect(told(between(cities(3), cities(2)))).toEqual([
      'cities.columns.population.required required_to_optional breaking major',
    ]);
  });

  it.each([
    [1, 2, { none: 'compatible', backward: 'compatible', forward: 'compatible', full: 'compatible' }],
    [2, 3, { none: 'compatible', backward: 'compatible', forward: 'breaking', full: 'breaking' }],
    [1, 3, { none: 'compatible', backward: 'compatible', forward: 'breaking', full: 'breaking' }],
    [2, 1, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
    [3, 2, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
    [3, 1, { none: 'compatible', backward: 'breaking', forward: 'compatible', full: 'breaking' }],
  ] as const)('cities %i → %i in every mode', (from, to, verdicts) => {
    for (const [mode, verdict] of Object.entries(verdicts)) {
      expect(worst(between(cities(from), cities(to), mode as CompatibilityMode)), mode).toBe(verdict);
    }
  });

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
    const golden = readFileSync(path.join(INPUTS, 'changelog/golden_changelog_text.txt'), 'utf8');
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
