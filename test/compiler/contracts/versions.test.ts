import { describe, expect, it } from 'vitest';
import type { ChangeRule } from '../../../src/compiler/changes/index.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { atLeastAsStrict, MODES } from '../../../src/compiler/contracts/diff/modes.js';
import { judgeVersion, nextVersion, requiredBump } from '../../../src/compiler/contracts/version.js';
import { CASES } from './changeCases.js';

const bumpOf = (rule: ChangeRule): string | null => {
  const found = CASES.find((each) => each.rule === rule);
  return found ? requiredBump(judge(diffTerms(found.before, found.after), 'backward')) : null;
};

describe('versions follow the changes', () => {
  it('a breaking change needs a major, an addition a minor, a description a patch', () => {
    expect((['col_removed_optional', 'col_added_optional', 'doc_changed'] as const).map(bumpOf)).toEqual([
      ...['major', 'minor', 'patch'],
    ]);
    expect(requiredBump([])).toBeNull();
  });

  it('the next version is offered; below 1.0.0 a minor is as much as a major', () => {
    expect(nextVersion('1.4.2', 'major')).toBe('2.0.0');
    expect(nextVersion('0.4.2', 'major')).toBe('0.5.0');
    expect(() => nextVersion('one', 'minor')).toThrow(RangeError);
  });

  it.each([
    ['1.4.2', '1.4.2', 'patch', 'version_same', '1.4.3'],
    ['1.4.2', '1.4.1', 'minor', 'version_same', '1.5.0'],
    ['1.4.2', '1.4.3', 'major', 'version_small', '2.0.0'],
    ['1.4.2', '1.5.0', 'major', 'version_small', '2.0.0'],
    ['0.4.2', '0.4.3', 'major', 'version_small', '0.5.0'],
    ['1.4.2', '2.0.0', 'patch', 'version_large', '1.4.3'],
  ] as const)('%s → %s for a %s change is %s; use %s', (before, after, required, rule, next) => {
    expect(judgeVersion(before, after, required)).toEqual({ rule, required, next });
  });

  it.each([
    ['1.4.2', '2.0.0', 'major'],
    ['0.4.2', '0.5.0', 'major'],
    ['1.4.2', '1.5.0', 'minor'],
    ['1.4.2', '1.4.3', 'patch'],
    ['1.4.2', '1.4.3', null],
  ] as const)('%s → %s fits a %s change', (before, after, required) => {
    expect(judgeVersion(before, after, required)).toBeNull();
  });
});

describe('compatibility modes', () => {
  it("say where the ADR's word means the other way round in a schema registry", () => {
    expect(MODES.backward.definition).toContain('A schema registry calls this FORWARD');
    expect(MODES.forward.definition).toContain('A schema registry calls this BACKWARD');
  });

  it('are ordered by what they promise: full by all, none by nothing', () => {
    const modes = Object.keys(MODES) as (keyof typeof MODES)[];
    for (const mode of modes) {
      expect(atLeastAsStrict(mode, 'none')).toBe(true);
      expect(atLeastAsStrict('full_transitive', mode)).toBe(true);
      expect(atLeastAsStrict(mode, mode)).toBe(true);
    }
    expect(atLeastAsStrict('backward', 'forward')).toBe(false);
    expect(atLeastAsStrict('full', 'backward_transitive')).toBe(false);
  });
});
