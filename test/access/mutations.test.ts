import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../src/actions/guard/mutations.js';
import { servedSchema } from '../schema/served.js';

describe('the guard', () => {
  it('knows every mutation of the schema: what it asks is decided, and it is audited', () => {
    const served = Object.keys(servedSchema.getMutationType()?.getFields() ?? {});
    expect(served.filter((name) => !Object.hasOwn(MUTATIONS, name))).toEqual([]);
    expect(Object.keys(MUTATIONS).filter((name) => !served.includes(name))).toEqual([]);
  });
});
