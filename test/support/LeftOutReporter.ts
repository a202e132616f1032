import type { Reporter, TestModule } from 'vitest/node';
import { WITH } from './describeWith.js';
import { missingBeside } from './inputs.js';

/** What the titles of suites begin with that need what lies beside the project. */
export const BESIDE = 'beside the project: ';

/** Says how many tests a run left out because what lies beside the project, or a program, is not there. */
export class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((each) => [...each.children.allTests('skipped')]).map(({ fullName }) => fullName);
    const missing = missingBeside();
    const beside = skipped.filter((name) => name.includes(BESIDE)).length;
    if (missing.length > 0 && beside > 0) {
      const where = 'FLOE_SHARED names another place; what they read is tested on test/inputs, too';
      console.log(`Left out ${beside} tests of files beside the project: no ${missing.join(', no ')} (${where}).`);
    }
    const programs = skipped.filter((name) => name.startsWith(WITH)).length;
    if (programs > 0) console.log(`Left out ${programs} tests of programs that are not installed (.ci/packages).`);
  }
}
