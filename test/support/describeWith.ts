import { describe } from 'vitest';
import { isThere } from './isThere.js';

/** What the titles of suites begin with that need a program from outside npm. */
export const WITH = 'with ';

/**
 * A suite that starts programs from outside npm (`.ci/packages` has those of Debian). Where one is missing it is left out;
 * where PROGRAMS is `all`, as in CI, it is run, and fails.
 */
export const describeWith = (programs: readonly string[], title: string, suite: () => void): unknown =>
  describe.skipIf(process.env['PROGRAMS'] !== 'all' && !programs.every(isThere))(
    `${WITH}${programs.join(', ')}: ${title}`,
    suite,
  );
