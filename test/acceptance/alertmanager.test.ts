import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { describeWith } from '../support/describeWith.js';
import { until } from '../support/follow.js';
import { freePort } from '../support/freePort.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PORT = 'sales.customer-360.customers';
const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/observations.md'), 'utf8');

/** The YAML of docs/observations.md that begins with this. */
function shown(begin: string): string {
  const block = [...PAGE.matchAll(/```yaml\n([^]*?)```/g)].find(([, text = '']) => text.startsWith(begin));
  if (!block?.[1]) throw new Error(`docs/observations.md shows nothing that begins with ${begin}`);
  return block[1];
}

/** A text with something else in the place of what must be there. */
function put(text: string, replaced: string | RegExp, by: string): string {
  const made = text.replace(replaced, by);
  if (made === text) throw new Error(`docs/observations.md does not show ${String(replaced)}`);
  return made;
}

function run(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
}

/** What a probe of the port says to who scrapes it; ended with the test. */
async function startProbe(): Promise<{ readonly address: string; up: number }> {
  const probe = { address: '', up: 0 };
  const server = createServer((_request, response) => response.end(`probe_success ${probe.up}\n`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  probe.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return probe;
}

interface Asked {
  readonly outputPort: { readonly slaStatus: readonly { readonly objective: string; readonly state: string }[] };
  readonly observations: { readonly nodes: readonly Readonly<Record<string, unknown>>[] };
}

describeWith(['prometheus', 'prometheus-alertmanager'], 'an Alertmanager of a Prometheus', () => {
  it('tells of an alert and of its end, as docs/observations.md configures both', async () => {
    const server = await startTestServer({ acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const folder = await temporaryFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    const token = file('floe-token', await tokenFor(server.url, 'alertmanager', ['publish', 'monitor']));
    let config = put(shown('# alertmanager.yml'), 'https://floe.acme.com', server.url);
    config = put(config, '/etc/alertmanager/floe-token', token);
    config = put(config, 'group_interval: 1m', 'group_interval: 1s');
    const manager = `127.0.0.1:${await freePort()}`;
    run('prometheus-alertmanager', [
      `--config.file=${file('alertmanager.yml', config)}`,
      `--storage.path=${folder}/alerts`,
      `--web.listen-address=${manager}`,
      '--cluster.listen-address=',
    ]);
    const probe = await startProbe();
    const prometheus = {
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: [file('rules.yml', shown('# a rule of Prometheus'))],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [manager] }] }] },
      scrape_configs: [{ job_name: 'customers', metrics_path: '/', static_configs: [{ targets: [probe.address] }] }],
    };
    run('prometheus', [
      `--config.file=${file('prometheus.yml', JSON.stringify(prometheus))}`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${await freePort()}`,
      '--rules.alert.resend-delay=1s',
    ]);
    const asked = async (): Promise<Asked> => {
      const query = `{ outputPort(fqn: "${PORT}") { slaStatus { objective state } }
        observations(port: "${PORT}", objective: AVAILABILITY) { nodes { at observed source } } }`;
      return (await askAs(server.url, BOOTSTRAP, query)).data as unknown as Asked;
    };
    const state = async (): Promise<string | undefined> =>
      (await asked()).outputPort.slaStatus.find(({ objective }) => objective === 'AVAILABILITY')?.state;
    await until(async () => (await state()) === 'BREACHED');
    probe.up = 1;
    await until(async () => (await asked()).observations.nodes.length === 2);
    const { nodes } = (await asked()).observations;
    expect(nodes.map(({ observed, source }) => [observed, source])).toEqual([
      ['down', 'alertmanager'],
      ['up', 'alertmanager'],
    ]);
    expect(Date.parse(String(nodes[1]?.['at']))).toBeGreaterThan(Date.parse(String(nodes[0]?.['at'])));
  });
});
