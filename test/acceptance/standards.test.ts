import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { publishAcmeOver } from '../support/publishOver.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { atEnd, startTestServer } from '../support/server.js';

const CONTRACT = 'marketing-to-sales-customer-interactions';

const contracts = (args: readonly string[], url = NOWHERE): Promise<Ran> => runFloe(url, ['contracts', ...args]);

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'floe-standards-'));
  atEnd(() => rm(made, { recursive: true, force: true }));
  return made;
}

describe('floe contracts export and import', () => {
  it('give a contract out as ODCS, and take it in again as an output port', async () => {
    const server = await startTestServer();
    await publishAcmeOver(server);
    const file = path.join(await folder(), 'contract.odcs.yaml');
    expect(await contracts(['export', CONTRACT, '--output', file], server.url)).toMatchObject({ code: 0 });
    expect(parse(await readFile(file, 'utf8'))).toMatchObject({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: CONTRACT,
    });
    const residue = path.join(path.dirname(file), 'residue.json');
    const { code, stdout } = await contracts(['import', file, '--residue', residue]);
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({
      output_ports: [
        {
          ...{ name: 'customer_interactions', table: 'marketing.gold.customer_interactions' },
          sla: { freshness: '2h', availability: '99%' },
        },
      ],
    });
    const kept = JSON.parse(await readFile(residue, 'utf8')) as { residue: { at: string }[] };
    expect(kept.residue.map(({ at }) => at)).toContain('/customProperties');
  });

  it('refuse what breaks the standard with the place, and what is not there', async () => {
    const file = path.join(await folder(), 'broken.yaml');
    await writeFile(file, 'apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0\n');
    const broken = await contracts(['import', file]);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain("broken.yaml:4:10: error: 'version' cannot be 1 [STANDARD_DOCUMENT_INVALID]");
    const server = await startTestServer();
    expect(await contracts(['export', 'nope'], server.url)).toMatchObject({ code: 1 });
  });
});
