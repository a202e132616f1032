import { formatDuration } from '../../../compiler/values/duration.js';
import { configMap, type KubeObject } from './objects.js';
import type { PortPromises, RenderedDomain } from './platform.js';

/** A promise of a port: what it is of, and in words. */
interface Promised {
  /** As the label `objective` of the catalog's metrics has it. */
  readonly objective: 'freshness' | 'availability' | 'quality';
  readonly words: string;
}

function promisesOf({ freshness, availability, quality }: PortPromises): Promised[] {
  const metrics = quality.map(({ metric, target }) => `${metric} ${target}%`).join(', ');
  return [
    ...(freshness === null
      ? []
      : [{ objective: 'freshness' as const, words: `data no older than ${formatDuration(freshness)}` }]),
    ...(availability === null
      ? []
      : [{ objective: 'availability' as const, words: `to be up ${availability}% of the time` }]),
    ...(metrics === '' ? [] : [{ objective: 'quality' as const, words: `quality: ${metrics}` }]),
  ];
}

/** A text as a string of PromQL. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** An open breach, of metrics that the catalog exposes (docs/telemetry.md); every server tells the same. */
const breached = (fqn: string, objective: string): string =>
  `max by (product, port, objective) (floe_sla_port_breached{port=${quoted(fqn)},objective=${quoted(objective)}}) == 1`;

const budgetLeft = (fqn: string, objective: string): string =>
  `min by (product, port, metric) (floe_sla_error_budget_left_ratio{port=${quoted(fqn)},objective=${quoted(objective)}})`;

function rulesOf({ name, team }: RenderedDomain, port: PortPromises): object[] {
  const of = { domain: name, ...(team !== null && { team }), port: port.fqn };
  return promisesOf(port).flatMap(({ objective, words }) => [
    {
      alert: 'FloePromiseBroken',
      expr: breached(port.fqn, objective),
      labels: { severity: 'warning', ...of, objective },
      annotations: { summary: `${port.fqn} breaks its promise: ${words}.` },
    },
    ...(objective === 'freshness'
      ? []
      : [
          {
            alert: 'FloePromiseAtRisk',
            expr: `${budgetLeft(port.fqn, objective)} < 0.1`,
            for: '15m',
            labels: { severity: 'info', ...of, objective },
            annotations: { summary: `${port.fqn} has little left of the error budget of its promise: ${words}.` },
          },
        ]),
  ]);
}

const promising = ({ ports }: RenderedDomain): readonly PortPromises[] =>
  ports.filter((port) => promisesOf(port).length > 0);

/** The alerts of a domain's promises, one group a port, as the operator of Prometheus takes them; none without promises. */
export function alerts(domain: RenderedDomain): KubeObject[] {
  const groups = promising(domain).map((port) => ({ name: port.fqn, rules: rulesOf(domain, port) }));
  if (groups.length === 0) return [];
  const metadata = { name: 'floe-promises', labels: { 'app.kubernetes.io/managed-by': 'floe' } };
  return [{ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups } }];
}

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

function panel(nth: number, type: string, title: string, expr: string, unit: string, legendFormat: string): object {
  return {
    id: nth + 1,
    title,
    type,
    datasource: DATASOURCE,
    gridPos: { x: (nth % 2) * 12, y: Math.floor(nth / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: [{ refId: 'A', expr, legendFormat }],
  };
}

/** The dashboard of a domain's promises, as the sidecar of Grafana finds it; none without promises. */
export function dashboard(domain: RenderedDomain): KubeObject[] {
  const ports = promising(domain);
  if (ports.length === 0) return [];
  const all = `port=~${quoted(ports.map(({ fqn }) => fqn.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&')).join('|'))}`;
  const panels = [
    panel(
      0,
      'stat',
      'Broken promises',
      `sum(max by (port, objective) (floe_sla_port_breached{${all}})) or vector(0)`,
      'short',
      '',
    ),
    panel(
      1,
      'timeseries',
      'Attained',
      `max by (port, metric) (floe_sla_attainment_ratio{${all}})`,
      'percentunit',
      '{{port}} {{metric}}',
    ),
    ...ports.map((port, index) =>
      panel(
        index + 2,
        'timeseries',
        `${port.fqn}: ${promisesOf(port)
          .map(({ words }) => words)
          .join('; ')}`,
        `min by (metric) (floe_sla_error_budget_left_ratio{port=${quoted(port.fqn)}})`,
        'percentunit',
        '{{metric}}',
      ),
    ),
  ];
  const document = {
    uid: `floe-${domain.name}`.slice(0, 40),
    title: `${domain.name}: promises`,
    tags: ['floe', domain.name],
    schemaVersion: 39,
    editable: true,
    refresh: '1m',
    time: { from: 'now-7d', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels,
  };
  const data = { [`floe-${domain.name}.json`]: `${JSON.stringify(document, null, 2)}\n` };
  return [configMap('floe-dashboard', data, { grafana_dashboard: '1' })];
}
