import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first: none of it may be what one worker still runs when the other has ended. */
const LONG = [
  'acceptance/durability',
  'compiler/hostile',
  'acceptance/cli',
  'acceptance/standards',
  'acceptance/subscriptions',
  'acceptance/migrate',
  'acceptance/compilationProgressed',
  'actions/',
  'acceptance/',
  'compiler/contracts/properties',
  'adapters/',
  'resolvers/',
];

function rank({ moduleId }: TestSpecification): number {
  const found = LONG.findIndex((each) => moduleId.includes(`/test/${each}`));
  return found < 0 ? LONG.length : found;
}

/** The order of the files of a run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
