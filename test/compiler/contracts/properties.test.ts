import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  CompatibilityMode,
  CompiledColumn,
  CompiledContractTerms,
  CompiledQualityRule,
} from '../../../src/compiler/artifact.js';
import { applyChanges } from '../../../src/compiler/contracts/apply.js';
import { metadataRows } from '../../../src/compiler/changes/metadata.js';
import { promiseRows } from '../../../src/compiler/changes/promises.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge, verdictIn } from '../../../src/compiler/contracts/judge.js';
import { column, terms } from './terms.js';

const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const bounds = fc
  .record({ minimum: optional(fc.integer({ min: 0, max: 3 })), maximum: optional(fc.integer({ min: 7, max: 9 })) })
  .map(withoutUndefined)
  .map((each) => (Object.keys(each).length > 0 ? each : undefined));

/** Columns of any shape, structs within structs; names from few letters, so that versions have columns in common. */
const columns = (depth: number): fc.Arbitrary<CompiledColumn[]> =>
  fc.uniqueArray(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        kind: fc.constantFrom('scalar', 'scalar', 'scalar', ...(depth > 0 ? ['object', 'array', 'map'] : [])),
        scalar: fc.constantFrom(
          'string',
          'int32',
          'int64',
          'timestamp',
          'decimal(10,2)',
          'decimal(12,2)',
          'varchar(5)',
        ),
        fields: depth > 0 ? columns(depth - 1) : fc.constant([]),
        items: depth > 0 ? columns(depth - 1) : fc.constant([]),
        required: fc.boolean(),
        unique: fc.boolean(),
        primaryKey: depth > 1 ? fc.boolean() : fc.constant(false),
        enum: fc.constantFrom(null, ['x'], ['x', 'y'], ['y', 'z']),
        description: fc.constantFrom(null, 'one', 'two'),
        classification: fc.constantFrom(null, 'internal', 'pii'),
        default: optional(fc.constantFrom('x', 'y')),
        pattern: optional(fc.constantFrom('^a', '^b')),
        format: optional(fc.constantFrom('email', 'uri')),
        maskedInNonProd: optional(fc.constant(true)),
        encrypted: optional(fc.constant(true)),
        retentionDays: optional(fc.constantFrom(30, 90)),
        deprecated: optional(fc.constant(true)),
        semantic: optional(fc.constantFrom('EUR', 'USD')),
        physicalType: optional(fc.constantFrom('text', 'clob')),
        references: optional(fc.constantFrom(['crm.a.id'], ['crm.b.id', 'crm.c.id'])),
        title: optional(fc.constantFrom('A', 'B')),
        tags: optional(fc.constantFrom(['x'], ['y'])),
        extensions: optional(fc.constantFrom({ loading: 'full' }, { loading: 'delta', owner: 'x' })),
        branches: optional(fc.constantFrom(['string', 'int32'], ['string', 'date'])),
        bounds,
      })
      .map(({ name, kind, scalar, fields, items, branches, ...rest }) =>
        column(
          name,
          withoutUndefined({
            ...rest,
            type: kind === 'scalar' ? (branches?.[0] ?? scalar) : kind,
            branches: kind === 'scalar' ? branches : undefined,
            ...(kind === 'object' && { fields }),
            ...(kind === 'array' && { items: column('items', { type: 'object', fields: items }) }),
            ...(kind === 'map' && {
              keys: column('keys'),
              values: column('values', { type: 'object', fields: items }),
            }),
          }),
        ),
      ),
    { selector: (each) => each.name, maxLength: 4 },
  );
const rule = (threshold: number, key = 'nulls'): CompiledQualityRule => ({
  key,
  type: 'library',
  measure: 'nullValues',
  operator: 'mustBeLessThan',
  threshold,
});
const anyTerms: fc.Arbitrary<CompiledContractTerms> = fc
  .record({
    columns: columns(2),
    table: fc.constantFrom('sales.gold.a', 'sales.gold.b'),
    compatibility: fc.constantFrom<CompatibilityMode>('none', 'backward', 'full'),
    breakingChangeNotice: fc.constantFrom('P7D', 'P14D', null),
    freshness: fc.constantFrom('PT2H', 'PT120M', 'PT4H', null),
    availability: fc.constantFrom(99, 99.9, null),
    retention: optional(fc.constantFrom('P30D', 'P90D')),
    endOfLife: optional(fc.constantFrom('2027-01-01', '2027-06-01')),
    rules: optional(fc.constantFrom([rule(1)], [rule(5)], [rule(5), rule(1, 'second')])),
    deprecated: optional(fc.constant(true)),
    description: optional(fc.constantFrom('one', 'two')),
    extensions: optional(fc.constantFrom({ servers: ['a'] }, { servers: ['b'], team: 'x' })),
  })
  .map(({ freshness, availability, retention, endOfLife, ...rest }) =>
    terms(
      withoutUndefined({
        ...rest,
        sla: { freshness, availability, quality: [], ...withoutUndefined({ retention, endOfLife }) },
      }),
    ),
  );

const WEIGHTS = { info: 0, compatible: 0, risky: 1, breaking: 2 };
const worst = (before: CompiledContractTerms, after: CompiledContractTerms, mode: CompatibilityMode): number =>
  Math.max(0, ...judge(diffTerms(before, after), mode).map((each) => WEIGHTS[each.severity]));

describe('for any contract', () => {
  it('nothing changes between a version and itself', () => {
    fc.assert(
      fc.property(anyTerms, (each) => {
        expect(diffTerms(each, structuredClone(each))).toEqual([]);
      }),
    );
  });

  it('the changes between two versions, applied to the first, give the second', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        expect(applyChanges(a, diffTerms(a, b))).toEqual(b);
      }),
      { numRuns: 300 },
    );
  });

  it('each change is told once, at one path', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        const told = diffTerms(a, b).map(({ rule, path, before, after }) =>
          JSON.stringify([rule, path, before, after]),
        );
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  it('the order of columns in the document changes no verdict', () => {
    const shuffled = (each: CompiledContractTerms) => ({ ...each, columns: [...each.columns].reverse() });
    const verdicts = (a: CompiledContractTerms, b: CompiledContractTerms) =>
      judge(diffTerms(a, b), 'full')
        .filter(({ rule, path }) => !(rule === 'col_reordered' && path === 'columns.order'))
        .map(({ rule, path, severity }) => `${rule} ${path} ${severity}`)
        .sort();
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        expect(verdicts(a, shuffled(b))).toEqual(verdicts(a, b));
        expect(verdicts(shuffled(a), b)).toEqual(verdicts(a, b));
      }),
    );
  });

  it('full breaks exactly where backward or forward does', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        const both = worst(a, b, 'backward') === 2 || worst(a, b, 'forward') === 2;
        expect(worst(a, b, 'full') === 2).toBe(both);
      }),
    );
  });

  it('a further change makes nothing less severe', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        for (const mode of ['backward', 'forward', 'full'] as const) {
          const more = { ...b, description: 'another', table: `${b.table}_2` };
          expect(worst(a, more, mode)).toBeGreaterThanOrEqual(worst(a, b, mode));
        }
      }),
    );
  });
});

/** What is judged by inclusion of the values and columns; promises of SLA and governance are alike in both directions. */
const ALIKE = new Set<string>([...Object.keys(promiseRows), ...Object.keys(metadataRows), 'physical_location']);

/** Without defaults, and with nothing optional: so that no optional column is removed, the specification's one exception. */
const promised = (each: CompiledColumn): CompiledColumn => {
  const { default: _, fields, items, values, ...rest } = each;
  return {
    ...rest,
    required: true,
    ...(fields && { fields: fields.map(promised) }),
    ...(items && { items: promised(items) }),
    ...(values && { values: promised(values) }),
  };
};
/** A key that comes is a promise more, one that is given up another grain (`pk_added`, `pk_changed`): the table's own exception. */
const KEY = new Set<string>(['pk_added', 'pk_changed']);
const inclusion = (a: CompiledContractTerms, b: CompiledContractTerms) =>
  diffTerms(a, b).filter(({ rule }) => !ALIKE.has(rule) && !KEY.has(rule));
function expectMirrored(a: CompiledContractTerms, b: CompiledContractTerms): void {
  const [there, back] = [inclusion(a, b), inclusion(b, a)];
  const breaks = (changes: typeof there, mode: CompatibilityMode) =>
    changes.some((change) => verdictIn(change, mode) === 'breaking');
  expect(breaks(there, 'backward')).toBe(breaks(back, 'forward'));
  expect(breaks(there, 'forward')).toBe(breaks(back, 'backward'));
}

describe('backward and forward are each other, seen from the other version', () => {
  it('whatever columns come and go, as long as none is optional', () => {
    const all = anyTerms.map((each) => terms({ columns: each.columns.map(promised) }));
    fc.assert(fc.property(all, all, expectMirrored), { numRuns: 200 });
  });

  it('whatever changes within one column', () => {
    const one = columns(1)
      .filter((each) => each.length > 0)
      .map(([each]) => {
        const { default: _, ...rest } = { ...column('a'), ...each, name: 'a' };
        const { items, values } = rest;
        const bare = {
          ...(rest.fields && { fields: [] }),
          ...(items && { items: { ...items, fields: [] } }),
          ...(values && { values: { ...values, fields: [] } }),
        };
        return terms({ columns: [{ ...rest, ...bare }] });
      });
    fc.assert(fc.property(one, one, expectMirrored), { numRuns: 300 });
  });
});
