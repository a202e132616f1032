import { beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../support/demo.js';
import { runFloe } from '../support/runFloe.js';

let url: string;
beforeAll(async () => {
  url = await startDemo();
});

describe('a name that the catalog does not know', () => {
  const line = (words: string): object => ({ code: 1, stdout: '', stderr: `floe: ${words}\n` });

  it('is answered with the names that are like it: of products, contracts and output ports', async () => {
    expect(await runFloe(url, ['products', 'describe', 'sales.customer360'])).toEqual(
      line('there is no product sales.customer360. Did you mean sales.customer-360?'),
    );
    expect(await runFloe(url, ['contracts', 'describe', 'marketing-to-sales-customer-interaction'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Did you mean marketing-to-sales-customer-interactions[^\n]*\?\n$/),
    });
    expect(await runFloe(url, ['contracts', 'export', 'sales.customer-360.customer'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/there is no output port .* Did you mean sales\.customer-360\.customers[,?]/),
    });
    expect(await runFloe(url, ['contracts', 'acknowledge', 'marketing-to-sales-customer-interaction'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Did you mean marketing-to-sales-customer-interactions[^\n]*\n$/),
    });
  });

  it('is answered with the versions that are kept, where only the version is unknown', async () => {
    expect(await runFloe(url, ['products', 'describe', 'sales.customer-360', '--at', '9.0.0'])).toEqual(
      line('sales.customer-360 has no version 9.0.0: kept are 3.2.1.'),
    );
  });
});
