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

  it('is answered likewise of a manifest, its versions and what it states', async () => {
    const explain = (...args: string[]) => runFloe(url, ['manifest', 'explain', ...args]);
    expect(await explain('sales-doman')).toEqual(
      line('there is no manifest sales-doman, nor a file of that name. Did you mean sales-domain?'),
    );
    expect(await explain('acme-enterprize')).toEqual(
      line('there is no manifest acme-enterprize, nor a file of that name. Did you mean acme-enterprise?'),
    );
    expect(await explain('sales-domain@9.9.9')).toEqual(
      line('sales-domain has no version 9.9.9: the highest is 2.1.0.'),
    );
    expect(await explain('sales-domain', 'governance.qualty_gates')).toEqual(
      line('no manifest states governance.qualty_gates. Did you mean governance.quality_gates?'),
    );
    expect(await explain('nothing')).toEqual(line('there is no manifest nothing, nor a file of that name.'));
  });

  it('is answered with the versions that are kept, where only the version is unknown', async () => {
    expect(await runFloe(url, ['products', 'describe', 'sales.customer-360', '--at', '9.0.0'])).toEqual(
      line('sales.customer-360 has no version 9.0.0: kept are 3.2.1.'),
    );
  });
});

describe('a value that the catalog cannot read', () => {
  const PORT = 'sales.customer-360.customers';
  it.each([
    ['a version', ['products', 'diff', 'sales.customer-360', '3.2.1', 'x'], 'to: "x" is no SemVer.'],
    ['a version asked for', ['products', 'describe', 'sales.customer-360', '--at', 'x'], 'version: "x" is no SemVer.'],
    ['a percentage', ['observe', PORT, '--metric', 'accuracy', '--value', 'x'], 'value: "x" is no Percentage'],
    ['an instant', ['observe', PORT, '--data-at', 'x'], 'data-at: DateTime cannot represent'],
  ])('is named as the command names it, in one line: %s', async (_what, args, words) => {
    const { code, stdout, stderr } = await runFloe(url, args);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain(`floe: the catalog refused: ${words}`);
  });

  it('is not taken for a name where the address leads beside the catalog', async () => {
    expect(await runFloe(`${url}/elsewhere`, ['products', 'list'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `floe: ${url}/elsewhere answered 404: no catalog is served there.\n`,
    });
  });
});
