import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompatibilityMode, CompiledColumn, CompiledContractTerms } from '../../../src/compiler/artifact.js';
import { diffTerms } from '../../../src/compiler/contracts/diff.js';
import { judge, verdictIn } from '../../../src/compiler/contracts/judge.js';
import { CHANGE_ROWS, type ChangeRule } from '../../../src/compiler/contracts/rows.js';
import { compareTypes } from '../../../src/compiler/contracts/types.js';
import { nextVersion, requiredBump } from '../../../src/compiler/contracts/version.js';

const column = (name: string, rest: Partial<CompiledColumn> = {}): CompiledColumn => ({
  ...{
    name,
    type: 'string',
    required: false,
    description: null,
    enum: null,
    classification: null,
    primaryKey: false,
    unique: false,
  },
  ...rest,
});
const terms = (rest: Partial<CompiledContractTerms> = {}): CompiledContractTerms => ({
  columns: [column('id', { required: true }), column('name')],
  sla: { freshness: 'PT2H', availability: 99, quality: [{ metric: 'completeness', target: 99 }] },
  compatibility: 'backward',
  breakingChangeNotice: 'P7D',
  table: 'sales.gold.customers',
  ...rest,
});
const with1 = (rest: Partial<CompiledColumn>): CompiledContractTerms =>
  terms({ columns: [column('id', { required: true }), column('name', rest)] });

/** before, after, and the one finding a person would name. */
const CASES: readonly (readonly [ChangeRule, CompiledContractTerms, CompiledContractTerms, string])[] = [
  ['physical_location', terms(), terms({ table: 'sales.gold.clients' }), 'table'],
  ['col_added_optional', terms(), terms({ columns: [...terms().columns, column('x')] }), 'columns.x'],
  [
    'col_added_required',
    terms(),
    terms({ columns: [...terms().columns, column('x', { required: true })] }),
    'columns.x',
  ],
  ['col_removed_required', terms(), terms({ columns: [column('name')] }), 'columns.id'],
  ['col_removed_optional', terms(), terms({ columns: [column('id', { required: true })] }), 'columns.name'],
  ['optional_to_required', terms(), with1({ required: true }), 'columns.name.required'],
  ['required_to_optional', terms(), terms({ columns: [column('id'), column('name')] }), 'columns.id.required'],
  ['type_widened', with1({ type: 'int32' }), with1({ type: 'bigint' }), 'columns.name.type'],
  ['type_narrowed', with1({ type: 'int64' }), with1({ type: 'int' }), 'columns.name.type'],
  ['type_incompatible', terms(), with1({ type: 'timestamp' }), 'columns.name.type'],
  ['param_grown', with1({ type: 'varchar(20)' }), with1({ type: 'varchar(40)' }), 'columns.name.type'],
  ['param_shrunk', with1({ type: 'decimal(12,2)' }), with1({ type: 'decimal(10,2)' }), 'columns.name.type'],
  ['decimal_scale', with1({ type: 'decimal(12,2)' }), with1({ type: 'decimal(12,4)' }), 'columns.name.type'],
  ['kind_changed', terms(), with1({ type: 'object' }), 'columns.name.type'],
  ['enum_added', with1({ enum: ['a'] }), with1({ enum: ['a', 'b'] }), 'columns.name.enum'],
  ['enum_removed', with1({ enum: ['a', 'b'] }), with1({ enum: ['a'] }), 'columns.name.enum'],
  ['enum_introduced', terms(), with1({ enum: ['a'] }), 'columns.name.enum'],
  ['enum_dropped', with1({ enum: ['a'] }), terms(), 'columns.name.enum'],
  ['unique_added', terms(), with1({ unique: true }), 'columns.name.unique'],
  ['unique_removed', with1({ unique: true }), terms(), 'columns.name.unique'],
  ['pk_added', terms(), with1({ primaryKey: true }), 'columns.primary_key'],
  ['pk_changed', with1({ primaryKey: true }), terms(), 'columns.primary_key'],
  [
    'class_raised',
    with1({ classification: 'internal' }),
    with1({ classification: 'pii' }),
    'columns.name.classification',
  ],
  [
    'class_lowered',
    with1({ classification: 'pii' }),
    with1({ classification: 'internal' }),
    'columns.name.classification',
  ],
  [
    'class_changed',
    with1({ classification: 'secret' }),
    with1({ classification: 'pii' }),
    'columns.name.classification',
  ],
  [
    'sla_tightened',
    terms(),
    terms({ sla: { freshness: 'PT1H', availability: 99, quality: [{ metric: 'completeness', target: 99 }] } }),
    'sla.freshness',
  ],
  [
    'sla_loosened',
    terms(),
    terms({ sla: { freshness: 'PT2H', availability: 98, quality: [{ metric: 'completeness', target: 99 }] } }),
    'sla.availability',
  ],
  [
    'quality_added',
    terms(),
    terms({
      sla: {
        freshness: 'PT2H',
        availability: 99,
        quality: [
          { metric: 'accuracy', target: 9 },
          { metric: 'completeness', target: 99 },
        ],
      },
    }),
    'sla.quality.accuracy',
  ],
  [
    'quality_weaker',
    terms(),
    terms({ sla: { freshness: 'PT2H', availability: 99, quality: [] } }),
    'sla.quality.completeness',
  ],
  ['doc_changed', terms(), with1({ description: 'The name' }), 'columns.name.description'],
  ['mode_weaker', terms(), terms({ compatibility: 'none' }), 'validation.schema_compatibility'],
  ['mode_stricter', terms(), terms({ breakingChangeNotice: 'P14D' }), 'validation.breaking_change_notification'],
];

describe('what changed between two versions of a contract', () => {
  it.each(CASES)('%s: one finding, at its path', (rule, before, after, path) => {
    expect(diffTerms(before, after).map((each) => [each.rule, each.path])).toEqual([[rule, path]]);
  });

  it('has a case for every row', () => {
    expect(new Set(CASES.map(([rule]) => rule))).toEqual(new Set(Object.keys(CHANGE_ROWS)));
  });

  it('compares durations by length, not by spelling (1d is 24h)', () => {
    const sla = terms().sla;
    const day = (freshness: string) => terms({ sla: sla && { ...sla, freshness } });
    expect(diffTerms(day('P1D'), day('PT24H'))).toEqual([]);
  });

  it('reports all changes, and nothing inside a column that is new', () => {
    const after = terms({
      columns: [column('name', { type: 'int' }), column('x', { required: true, unique: true, classification: 'pii' })],
    });
    expect(diffTerms(terms(), after).map((each) => each.rule)).toEqual([
      'col_removed_required',
      'type_incompatible',
      'col_added_required',
    ]);
  });
});

describe('types with their aliases resolved', () => {
  it.each([
    ['varchar', 'text'],
    ['INTEGER', 'integer'],
    ['character varying(20)', 'varchar(20)'],
    ['timestamp with time zone', 'timestamptz'],
  ])('%s and %s are one', (a, b) => expect(compareTypes(a, b)).toBeNull());

  it.each([
    ['int64', 'float64'],
    ['string', 'bytes'],
    ['timestamp', 'timestamptz'],
    ['date', 'timestamp'],
  ])('%s and %s are unrelated: no value-preserving promotion', (a, b) => {
    expect(compareTypes(a, b)).toBe('type_incompatible');
    expect(compareTypes(b, a)).toBe('type_incompatible');
  });
});

describe('what a change means', () => {
  const severity = (rule: ChangeRule, mode: CompatibilityMode): string => {
    const [, before, after] = CASES.find(([each]) => each === rule) ?? [];
    if (!before || !after) throw new Error(rule);
    return judge(diffTerms(before, after), mode)[0]?.severity ?? '';
  };

  it("is the consumer's view: the ADR's backward lets a provider add, not remove", () => {
    expect(severity('col_added_required', 'backward')).toBe('compatible');
    expect(severity('col_removed_optional', 'backward')).toBe('breaking');
    expect(severity('col_removed_optional', 'forward')).toBe('compatible');
    expect(severity('optional_to_required', 'backward')).toBe('compatible');
    expect(severity('enum_removed', 'backward')).toBe('risky');
    expect(severity('doc_changed', 'full')).toBe('info');
  });

  it('is never breaking where no mode is promised, and still told', () => {
    for (const [rule, before, after] of CASES) {
      const [judged] = judge(diffTerms(before, after), 'none');
      expect([rule, judged?.severity]).not.toEqual([rule, 'breaking']);
      expect(judged?.message).toContain(judged?.path);
    }
  });

  it('is in full mode the worse of both directions', () => {
    const weight = { compatible: 0, risky: 1, breaking: 2 };
    for (const rule of Object.keys(CHANGE_ROWS) as ChangeRule[]) {
      const [back, forward, full] = (['backward', 'forward', 'full'] as const).map(
        (mode) => weight[verdictIn(rule, mode)],
      );
      expect(full, rule).toBe(Math.max(back ?? 0, forward ?? 0));
    }
  });
});

describe('versions follow the changes', () => {
  it('a breaking change needs a major, an addition a minor, a description a patch', () => {
    const bump = (rule: ChangeRule): string | null => {
      const [, before, after] = CASES.find(([each]) => each === rule) ?? [];
      return before && after ? requiredBump(judge(diffTerms(before, after), 'backward')) : null;
    };
    expect(
      ['col_removed_optional', 'col_added_optional', 'doc_changed'].map((rule) => bump(rule as ChangeRule)),
    ).toEqual(['major', 'minor', 'patch']);
    expect(requiredBump([])).toBeNull();
    expect(nextVersion('1.4.2', 'major')).toBe('2.0.0');
    expect(nextVersion('0.4.2', 'major')).toBe('0.5.0');
    expect(() => nextVersion('one', 'minor')).toThrow(RangeError);
  });
});

const columns = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    type: fc.constantFrom('string', 'int32', 'int64', 'timestamp', 'decimal(10,2)', 'object'),
    required: fc.boolean(),
    description: fc.constantFrom(null, 'one', 'two'),
    enum: fc.constantFrom(null, ['x'], ['x', 'y']),
    classification: fc.constantFrom(null, 'internal', 'pii'),
    primaryKey: fc.boolean(),
    unique: fc.boolean(),
  }),
  { selector: (each) => each.name },
);
const anyTerms = columns.map((each) => terms({ columns: each }));
const weights = { info: 0, compatible: 0, risky: 1, breaking: 2 };
const worst = (before: CompiledContractTerms, after: CompiledContractTerms, mode: CompatibilityMode): number =>
  Math.max(0, ...judge(diffTerms(before, after), mode).map((each) => weights[each.severity]));

describe('for any contract', () => {
  it('nothing changes between a version and itself', () => {
    fc.assert(
      fc.property(anyTerms, (each) => {
        expect(diffTerms(each, each)).toEqual([]);
      }),
    );
  });

  it('the order of columns in the document changes no finding', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        const reversed = { ...b, columns: [...b.columns].reverse() };
        const rules = (changes: { rule: string; path: string }[]) =>
          changes.map((each) => `${each.rule} ${each.path}`).sort();
        expect(rules(diffTerms(a, reversed))).toEqual(rules(diffTerms(a, b)));
      }),
    );
  });

  it('full breaks exactly where backward or forward does', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        expect(worst(a, b, 'full') === 2).toBe(worst(a, b, 'backward') === 2 || worst(a, b, 'forward') === 2);
      }),
    );
  });

  it('a further change makes nothing less severe', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        const more = { ...b, table: 'sales.gold.elsewhere' };
        expect(worst(a, more, 'backward')).toBeGreaterThanOrEqual(worst(a, b, 'backward'));
      }),
    );
  });
});
