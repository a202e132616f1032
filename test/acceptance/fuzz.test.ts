import { describe, expect, it } from 'vitest';
import { Fuzzer } from '../../fuzz/run.js';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

describe.each(databases)('requests that nobody should send, on %s', (dialect) => {
  it('are each answered, with the code of a mistake of the client where they are wrong', async () => {
    const { url } = await startTestServer({ dialect, acme: true });
    const { asked, told, faults } = await Fuzzer.run({ url, seed: 20_261_129, operations: 300 });
    expect(faults).toEqual([]);
    expect(asked).toBe(300);
    // Enough are right, and wrong in each way, for the rest to say something.
    for (const each of ['status 200', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'])
      expect(told.get(each), each).toBeGreaterThan(3);
  });
});
