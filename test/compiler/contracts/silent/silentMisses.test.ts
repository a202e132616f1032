import { describe, expect, it } from 'vitest';
import { compareTypes } from '../../../../src/compiler/types/compareTypes.js';
import { diffTerms } from '../../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../../src/compiler/contracts/judge.js';
import { readJsonSchema } from '../../../../src/compiler/jsonSchema/readJsonSchema.js';
import { column, terms } from '../terms.js';
import type { Json } from './schemas.js';
import { LOOSENED_STRUCTURES } from './structures.js';
import { WIDER } from './types.js';
import { LOOSENED_VALUES, SAME } from './values.js';

/** How much the gravest change is told as, to an unchanged reader: nothing, told or broken. */
function gravest(before: Json, after: Json): 'nothing' | 'told' | 'broken' {
  const [old, now] = [before, after].map((schema) => {
    const { columns, row, problem } = readJsonSchema({ path: 'x.json', content: JSON.stringify(schema) });
    expect(problem).toBeNull();
    const kept = row && { kept: { contract: {}, ports: [], residue: {}, row } };
    return terms({ columns: columns.map(({ column }) => column), ...kept });
  });
  const severities = judge(diffTerms(old ?? terms(), now ?? terms()), 'backward').map(({ severity }) => severity);
  return severities.includes('breaking') ? 'broken' : severities.includes('risky') ? 'told' : 'nothing';
}

describe('nothing that a schema promised goes without a word', () => {
  it.each([...LOOSENED_VALUES, ...LOOSENED_STRUCTURES])('%s', (_, before, after) => {
    expect(gravest(before, after)).not.toBe('nothing');
    expect(gravest(before, before)).toBe('nothing');
  });

  it.each(SAME)('nor is anything told where it says the same: %s', (_, one, other) => {
    expect(gravest(one, other)).toBe('nothing');
  });
});

describe('nothing that the type of a warehouse promised goes without a word', () => {
  const told = (before: string, after: string): string[] =>
    judge(
      diffTerms(
        terms({ columns: [column('x', { type: before })] }),
        terms({ columns: [column('x', { type: after })] }),
      ),
      'backward',
    ).map(({ severity }) => severity);

  it.each(WIDER)('%s: %s → %s', (_, before, after) => {
    expect(told(before, after).some((each) => each === 'breaking' || each === 'risky')).toBe(true);
    expect(compareTypes(before, before)).toBeNull();
  });
});
