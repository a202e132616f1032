import { getNamedType, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ANSWERS } from '../../src/actions/guard/answers.js';
import { MUTATIONS } from '../../src/actions/guard/mutations.js';
import { servedSchema } from '../schema/served.js';

describe('the guard', () => {
  it('knows every mutation of the schema: what it asks is decided, and it is audited', () => {
    const served = Object.keys(servedSchema.getMutationType()?.getFields() ?? {});
    expect(served.filter((name) => !Object.hasOwn(MUTATIONS, name))).toEqual([]);
    // What tools send to addresses of their own (docs/observations.md) is decided and audited likewise.
    expect(Object.keys(MUTATIONS).filter((name) => !served.includes(name))).toEqual(['ingestLineage', 'ingestAlerts']);
  });

  it('keeps the answer of every mutation whose input takes an idempotency key, and of no other', () => {
    const keyed = Object.values(servedSchema.getMutationType()?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) && 'idempotencyKey' in input.getFields();
      }),
    );
    expect(keyed.map(({ name }) => name).sort()).toEqual(Object.keys(ANSWERS).sort());
  });
});
