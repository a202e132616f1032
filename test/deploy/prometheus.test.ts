import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../../src/telemetry/Metrics.js';
import { processMetrics } from '../../src/telemetry/processMetrics.js';
import { atEnd } from '../support/atEnd.js';
import { describeWith } from '../support/describeWith.js';
import { until } from '../support/follow.js';
import { freePort } from '../support/freePort.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');
const RULES = path.join(DEPLOY, 'prometheus/rules.yml');
const TESTS = path.join(DEPLOY, 'prometheus/rules.test.yml');
const run = promisify(execFile);

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: { readonly summary?: string };
}
const { groups } = parse(readFileSync(RULES, 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((each) => each.rules);

interface Tested {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}
const dashboards = ['service', 'mesh'].map(
  (name) => [name, JSON.parse(readFileSync(path.join(DEPLOY, `grafana/${name}.json`), 'utf8')) as Dashboard] as const,
);

/** The names of metrics and records in an expression. */
const namesIn = (expr: string): string[] => expr.match(/\b(?:floe[_:]|nodejs_|process_)[a-z0-9_:]+/g) ?? [];

/** Every name that /metrics has lines of, and that the rules record. */
function exposed(): Set<string> {
  const described = [new Metrics().registry, processMetrics()].flatMap((each) => each.getMetricsAsArray());
  const names = described.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  return new Set([...names, ...rules.flatMap(({ record }) => record ?? [])]);
}

describe('what deploy/ asks of /metrics', () => {
  it.each(rules.map((rule) => [rule.alert ?? rule.record, rule] as const))(
    'is there for the rule %s',
    (_, { expr }) => {
      expect(namesIn(expr).length).toBeGreaterThan(0);
      expect(namesIn(expr).filter((name) => !exposed().has(name))).toEqual([]);
    },
  );

  it.each(dashboards)('is there for the dashboard %s', (_, { panels }) => {
    const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !exposed().has(name))).toEqual([]);
  });

  it('leaves no metric of the catalog unseen by dashboards and rules', () => {
    const asked = new Set(
      [...rules, ...dashboards.flatMap(([, { panels }]) => panels.flatMap(({ targets }) => targets))].flatMap(
        ({ expr }) => namesIn(expr),
      ),
    );
    const own = new Metrics().registry.getMetricsAsArray().map(({ name }) => name);
    expect(own.filter((name) => ![...asked].some((each) => each.startsWith(name)))).toEqual([]);
  });

  it('has a test of every alert, of what it fires at', () => {
    const { tests } = parse(readFileSync(TESTS, 'utf8')) as { tests: { alert_rule_test: Tested[] }[] };
    const fired = tests
      .flatMap(({ alert_rule_test: each }) => each)
      .filter(({ exp_alerts: alerts }) => alerts.length > 0);
    const tested = new Set(fired.map(({ alertname }) => alertname));
    expect(rules.flatMap(({ alert }) => (alert && !tested.has(alert) ? [alert] : []))).toEqual([]);
  });

  it('tells of every alert what it means', () => {
    expect(rules.filter(({ alert, annotations }) => alert && !annotations?.summary)).toEqual([]);
  });
});

describeWith(['prometheus', 'promtool'], 'a Prometheus', () => {
  it('takes the rules', async () => {
    const { stdout } = await run('promtool', ['check', 'rules', RULES]);
    expect(stdout).toContain(`SUCCESS: ${rules.length} rules found`);
  });

  it('fires at what it is to fire at, and at nothing else', async () => {
    const { stdout } = await run('promtool', ['test', 'rules', TESTS]);
    expect(stdout).toContain('SUCCESS');
  });

  it('scrapes a server, whose open breach becomes an alert that names the port', async () => {
    const server = await startTestServer({ acme: true });
    const port = 'sales.customer-360.customers';
    const dataAt = new Date(Date.now() - 90 * 86_400_000).toISOString();
    const observations = [{ port, objective: 'FRESHNESS', at: new Date().toISOString(), dataAt }];
    await server.data(
      'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted } }',
      {
        input: { observations },
      },
    );
    const folder = await temporaryFolder();
    const config = path.join(folder, 'prometheus.yml');
    const targets = [server.url.replace('http://', '')];
    writeFileSync(
      config,
      JSON.stringify({
        global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
        rule_files: [RULES],
        scrape_configs: [{ job_name: 'floe-catalog', static_configs: [{ targets }] }],
      }),
    );
    const address = `127.0.0.1:${await freePort()}`;
    const flags = [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`];
    const prometheus = spawn('prometheus', flags, { stdio: 'ignore' });
    const ended = new Promise((resolve) => prometheus.once('exit', resolve));
    atEnd(async () => {
      prometheus.kill('SIGKILL');
      await ended;
    });
    const told = async <T>(route: string): Promise<T | null> => {
      const response = await fetch(`http://${address}/api/v1/${route}`).catch(() => null);
      return response?.ok ? ((await response.json()) as { data: T }).data : null;
    };
    interface Alerts {
      readonly alerts: { labels: Record<string, string>; state: string; annotations: Record<string, string> }[];
    }
    const breached = async () =>
      (await told<Alerts>('alerts'))?.alerts.find(({ labels }) => labels['alertname'] === 'FloeSlaBreached');
    await until(async () => (await breached())?.state === 'firing');
    expect(await breached()).toMatchObject({
      labels: { port, product: 'sales.customer-360', objective: 'freshness', severity: 'warning' },
      annotations: { summary: `${port} breaks its promise of freshness.` },
    });
    const up = await told<{ result: { value: [number, string] }[] }>('query?query=floe_store_up');
    expect(up?.result.map(({ value }) => value[1])).toEqual(['1']);
  });
});
