import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CompatibilityMode, CompiledAccess, CompiledGrant } from '../../../src/compiler/artifact.js';
import { applyChanges } from '../../../src/compiler/contracts/apply.js';
import { CHANGE_ROWS, type ChangeRule } from '../../../src/compiler/changes/index.js';
import type { Verdict } from '../../../src/compiler/changes/row.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { compareAccess, diffPorts, type PromisingPort } from '../../../src/compiler/contracts/diffPorts.js';
import { judge, meaningOf, verdictIn } from '../../../src/compiler/contracts/judge.js';
import { MODES } from '../../../src/compiler/contracts/diff/modes.js';
import { VERSION_ROWS } from '../../../src/compiler/contracts/version.js';
import { describeBeside } from '../../support/describeBeside.js';
import { designPaper } from '../../support/inputs.js';
import { CASES, type ChangeCase } from './changeCases.js';
import { SPECIFIED } from './changeRows.js';
import { column, terms, withName } from './terms.js';

const SIGN: Readonly<Record<Verdict, string>> = { compatible: '✓', risky: '!', breaking: '✗' };
const ofPorts: readonly ChangeRule[] = ['table_added', 'table_removed', 'table_renamed'];
const ofAccess: readonly ChangeRule[] = ['grant_added', 'grant_revoked_used', 'grant_revoked_unused'];
const titleOf = ({ rule, reverse }: ChangeCase): string => (reverse ? `${rule}, the other way round` : rule);

describe('what changed between two versions of a contract', () => {
  it.each(CASES.map((each) => [titleOf(each), each] as const))('%s: one finding, at its path', (_, each) => {
    const found = diffTerms(each.before, each.after);
    expect(found.map(({ rule, reverse, path: at }) => [rule, reverse ?? false, at])).toEqual([
      [each.rule, each.reverse ?? false, each.path],
    ]);
    expect(applyChanges(each.before, found)).toEqual(each.after);
  });

  it('has a case for every row', () => {
    const covered = new Set([...CASES.map(({ rule }) => rule), ...ofPorts, ...ofAccess]);
    expect(covered).toEqual(new Set(Object.keys(CHANGE_ROWS)));
  });

  it('reports all changes, and nothing inside a column that is new', () => {
    const after = terms({
      columns: [column('name', { type: 'int' }), column('x', { required: true, unique: true, classification: 'pii' })],
    });
    expect(diffTerms(terms(), after).map(({ rule }) => rule)).toEqual([
      'type_incompatible',
      'col_removed_required',
      'col_added_required',
    ]);
  });

  it('finds the same rows in structs, arrays and maps of any depth, at their paths', () => {
    const nested = (type: string) =>
      withName({
        type: 'map',
        keys: column('keys'),
        values: column('values', {
          type: 'array',
          items: column('items', { type: 'object', fields: [column('amount', { type })] }),
        }),
      });
    expect(diffTerms(nested('int32'), nested('int64')).map(({ rule, path: at }) => [rule, at])).toEqual([
      ['type_widened', 'columns.name{}[].amount.type'],
    ]);
    const text = (type: string) => withName({ type: `map<string, array<struct<amount: ${type}>>>` });
    expect(diffTerms(text('int'), text('bigint')).map(({ path: at }) => at)).toEqual(['columns.name{}[].amount.type']);
  });

  it('takes a new name for a rename only where it is declared, and offers the declaration else', () => {
    const after = terms({ columns: [column('id', { required: true }), column('full_name')] });
    const [removed, added] = diffTerms(terms(), after);
    expect([removed?.rule, added?.rule]).toEqual(['col_removed_optional', 'col_added_optional']);
    expect(removed?.hint).toContain('`aliases: [name]`');
    const byId = (name: string) => terms({ columns: [column(name, { id: 'c1' })] });
    expect(diffTerms(byId('name'), byId('full_name')).map(({ rule }) => rule)).toEqual(['col_renamed_alias']);
  });

  it('tells of a promise that no row knows', () => {
    const sla = (value: number) => terms({ sla: { ...terms().sla!, extensions: { throughput: value } } });
    expect(diffTerms(sla(5), sla(4)).map(({ rule, path: at }) => [rule, at])).toEqual([
      ['promise_changed', 'sla.throughput'],
    ]);
    expect(judge(diffTerms(sla(5), sla(4)), 'backward')[0]?.severity).toBe('risky');
  });

  it('judges classification by the levels it is given (decision 8)', () => {
    const levels = ['open', 'closed', 'secret'];
    const raised = diffTerms(withName({ classification: 'closed' }), withName({ classification: 'secret' }), {
      levels,
    });
    expect(raised.map(({ rule }) => rule)).toEqual(['class_raised']);
  });
});

describe('what changed between the output ports of two versions of a product', () => {
  const access = (...grants: CompiledGrant[]): CompiledAccess => ({ stated: true, default: 'deny', grants });
  const domain = (grantee: string): CompiledGrant => ({ grantee, granteeKind: 'domain', access: 'read' });
  const port = (name: string, rest: Partial<PromisingPort> = {}): PromisingPort => ({
    name,
    terms: terms(),
    access: access(),
    ...rest,
  });
  const rules = (before: PromisingPort[], after: PromisingPort[]) =>
    diffPorts(before, after, () => false).flatMap(({ port: name, changes }) => changes.map(({ rule }) => [name, rule]));

  it('a port is added, removed, renamed by its stable id', () => {
    expect(rules([port('a')], [port('a'), port('b')])).toEqual([['b', 'table_added']]);
    expect(rules([port('a'), port('b')], [port('a')])).toEqual([['b', 'table_removed']]);
    expect(rules([port('a', { id: 'p1' })], [port('b', { id: 'p1' })])).toEqual([['a', 'table_renamed']]);
  });

  it('a grant is revoked as gravely as a contract stands on it', () => {
    const told = (used: boolean) =>
      compareAccess(access(domain('finance')), access(domain('marketing')), () => used).map(({ rule }) => rule);
    expect(told(true)).toEqual(['grant_revoked_used', 'grant_added']);
    expect(told(false)).toEqual(['grant_revoked_unused', 'grant_added']);
    const open: CompiledAccess = { stated: true, default: 'allow', grants: [] };
    expect(compareAccess(open, access(), () => true).map(({ rule }) => rule)).toEqual(['grant_revoked_used']);
    expect(compareAccess(access(), open, () => true).map(({ rule }) => rule)).toEqual(['grant_added']);
  });
});

describe('the table of changes', () => {
  /** What the catalog says of a row: forwards, and the other way round where the row has two. */
  function told(id: string, side: 'backward' | 'forward'): string {
    const rule = id as ChangeRule;
    const way = (reverse?: true) => SIGN[meaningOf({ rule, reverse })[side]];
    return meaningOf({ rule, reverse: true }) === meaningOf({ rule }) ? way() : `${way()} / ${way(true)}`;
  }
  /** Rows whose cell says something else than two signs. */
  const WORDS: Readonly<Record<string, string>> = {
    item_nullability: '=13/14',
    nested: 'same',
    mode_changed: 'weaker ✗, stricter ✓',
    version_same: 'error',
    version_small: 'error',
    version_large: '!',
  };

  it('has 64 rows, each of which the catalog knows', () => {
    expect(SPECIFIED).toHaveLength(64);
    const known = new Set([...Object.keys(CHANGE_ROWS), ...Object.keys(VERSION_ROWS), 'nested']);
    expect(SPECIFIED.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it.each(SPECIFIED.map((each) => [each.id, each] as const))('%s: verdicts and bump as specified', (id, each) => {
    if (id in WORDS) {
      expect(each.backward).toBe(WORDS[id]);
      if (id.startsWith('version_'))
        expect(VERSION_ROWS[id as keyof typeof VERSION_ROWS].error).toBe(each.backward === 'error');
      return;
    }
    // A row that is specified in one direction may have a reverse of ours; its first sign is the specified one.
    const first = (cell: string, specifiedCell: string) => (specifiedCell.includes('/') ? cell : cell.split(' / ')[0]);
    expect(first(told(id, 'backward'), each.backward)).toBe(each.backward);
    expect(first(told(id, 'forward'), each.forward)).toBe(each.forward);
    const { bump } = meaningOf({ rule: id as ChangeRule });
    expect(each.bump.split(' / ')[0]).toBe(bump);
  });

  it('item_nullability is as optional_to_required and required_to_optional', () => {
    for (const side of ['backward', 'forward', 'bump'] as const) {
      expect(CHANGE_ROWS.item_nullability[side]).toBe(CHANGE_ROWS.optional_to_required[side]);
      expect(CHANGE_ROWS.item_nullability.reverse?.[side]).toBe(CHANGE_ROWS.required_to_optional[side]);
    }
  });

  const worst = (...signs: Verdict[]): Verdict => {
    const order: Verdict[] = ['compatible', 'risky', 'breaking'];
    return order[Math.max(...signs.map((sign) => order.indexOf(sign)))] ?? 'compatible';
  };
  it.each(CASES.map((each) => [titleOf(each), each] as const))('%s: in every mode', (_, each) => {
    const { backward, forward } = meaningOf(each as { rule: ChangeRule; reverse?: true });
    const expected: Readonly<Record<CompatibilityMode, Verdict>> = {
      none: 'compatible',
      backward,
      forward,
      full: worst(backward, forward),
      backward_transitive: backward,
      forward_transitive: forward,
      full_transitive: worst(backward, forward),
    };
    for (const mode of Object.keys(MODES) as CompatibilityMode[]) {
      const [found] = judge(diffTerms(each.before, each.after), mode);
      const severity = expected[mode];
      expect([mode, found?.severity === 'info' ? 'compatible' : found?.severity]).toEqual([mode, severity]);
      expect(verdictIn(each as { rule: ChangeRule; reverse?: true }, mode)).toBe(severity);
      expect(found?.message).toContain(each.path);
      if (severity === 'breaking') expect(found?.bump).toBe('major');
    }
  });
});

describe('what a policy and a contract say beside the table', () => {
  const added = diffTerms(withName({ enum: ['a'], enumOpen: true }), withName({ enum: ['a', 'b'], enumOpen: true }));
  const loosened = diffTerms(
    terms(),
    terms({ sla: { freshness: 'PT3H', availability: 99, quality: terms().sla!.quality } }),
  );

  it('a further value of an open list is risky, not breaking', () => {
    expect(judge(added, 'backward').map(({ severity }) => severity)).toEqual(['risky']);
  });

  it('a looser SLA breaks the contracts whose requirement it no longer meets', () => {
    const severity = (meets: boolean) => judge(loosened, { mode: 'backward', meets: () => meets })[0]?.severity;
    expect([severity(false), severity(true)]).toEqual(['breaking', 'risky']);
  });

  it('a row that a policy demotes is risky and says who demoted it; no other row is touched', () => {
    const demoted = { rules: ['type_widened'], by: 'acme-enterprise@1.0.0' };
    const judged = (rule: ChangeRule) => {
      const found = CASES.find((each) => each.rule === rule);
      return judge(diffTerms(found!.before, found!.after), { mode: 'backward', demoted })[0];
    };
    expect(judged('type_widened')).toMatchObject({ severity: 'risky', demotedBy: 'acme-enterprise@1.0.0' });
    expect(judged('col_removed_optional')).toMatchObject({ severity: 'breaking' });
  });
});

const PAPER = designPaper('contract-evolution.json');

describeBeside('the table of changes', PAPER, () => {
  it.each(SPECIFIED.map((each) => [each.id, each] as const))('%s is specified so', (id, each) => {
    const { rows } = JSON.parse(readFileSync(PAPER, 'utf8')) as { readonly rows: readonly { readonly id: string }[] };
    expect(rows.find((row) => row.id === id)).toMatchObject(each);
  });

  it('has no further row', () => {
    const { rows } = JSON.parse(readFileSync(PAPER, 'utf8')) as { readonly rows: readonly { readonly id: string }[] };
    expect(rows.map(({ id }) => id)).toEqual(SPECIFIED.map(({ id }) => id));
  });
});
