import type { Reporter, TestModule } from 'vitest/node';
import { missingBeside } from './inputs.js';

/** What the titles of suites begin with that need what lies beside the project. */
export const BESIDE = 'beside the project: ';

/** Says in one line how many tests a run left out because what lies beside the project is not there. */
export class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const missing = missingBeside();
    if (missing.length === 0) return;
    const skipped = modules.flatMap((each) => [...each.children.allTests('skipped')]);
    const left = skipped.filter(({ fullName }) => fullName.includes(BESIDE)).length;
    if (left === 0) return;
    const where = 'FLOE_SHARED names another place; what they read is tested on test/inputs, too';
    console.log(`Left out ${left} tests of files beside the project: no ${missing.join(', no ')} (${where}).`);
  }
}
