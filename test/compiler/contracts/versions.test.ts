import fc from 'fast-check';
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
    expect(requiredBump(Array.from({ length: 200_000 }, () => ({ bump: 'minor' as const })))).toBe('minor');
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
    ['1.4.2', '1.5.0-rc.1', 'major', 'version_small', '2.0.0'],
    ['1.4.2+build.1', '1.4.2+build.2', 'patch', 'version_same', '1.4.3'],
    ['4.0.0-rc.2', '4.0.0-rc.1', 'major', 'version_same', '4.0.0'],
    ['4.1.0-rc.1', '4.1.0', 'major', 'version_small', '5.0.0'],
    ['4.0.1-rc.1', '4.0.1', 'minor', 'version_small', '4.1.0'],
    ['0.5.1-rc.1', '0.5.1', 'major', 'version_small', '0.6.0'],
  ] as const)('%s → %s for a %s change is %s; use %s', (before, after, required, rule, next) => {
    expect(judgeVersion(before, after, required)).toEqual({ rule, required, next });
  });

  it.each([
    ['1.4.2', '2.0.0', 'major'],
    ['0.4.2', '0.5.0', 'major'],
    ['1.4.2', '1.5.0', 'minor'],
    ['1.4.2', '1.4.3', 'patch'],
    ['1.4.2', '1.4.3', null],
    ['4.0.0-rc.1', '4.0.0', 'major'],
    ['4.0.0-rc.1', '4.0.0-rc.2', 'major'],
    ['4.0.0-rc.1', '5.0.0', 'major'],
    ['4.0.0-rc.1', '4.0.0', 'patch'],
    ['4.1.0-beta', '4.1.0', 'minor'],
    ['4.0.1-rc.1', '4.0.1', 'patch'],
    ['3.9.9', '4.0.0-rc.1', 'major'],
    ['0.5.0-rc.1', '0.5.0', 'major'],
    ['1.0.0-rc.1', '1.0.0', 'major'],
    ['4.0.0-rc.1+build.5', '4.0.0+build.6', 'major'],
    ['1.4.2+build.1', '1.4.3+build.1', 'patch'],
  ] as const)('%s → %s fits a %s change', (before, after, required) => {
    expect(judgeVersion(before, after, required)).toBeNull();
  });

  it('never asks for a version that it would then refuse', () => {
    const part = fc.nat({ max: 12 });
    const tail = fc.constantFrom('', '-0', '-rc.1', '-alpha', '-alpha.9', '+build.7', '-rc.1+build.7');
    const version = fc.tuple(part, part, part, tail).map(([a, b, c, rest]) => `${a}.${b}.${c}${rest}`);
    const bump = fc.constantFrom('major' as const, 'minor' as const, 'patch' as const);
    fc.assert(
      fc.property(version, version, bump, (before, after, required) => {
        const next = judgeVersion(before, after, required)?.next ?? nextVersion(before, required);
        expect(judgeVersion(before, next, required)).toBeNull();
      }),
    );
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
