import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { KubernetesFolder } from '../../../src/adapters/kubernetes/KubernetesFolder.js';
import type { RenderedDomain } from '../../../src/adapters/kubernetes/render/platform.js';
import { HEADER, renderPlatform } from '../../../src/adapters/kubernetes/render/render.js';
import { Metrics } from '../../../src/telemetry/Metrics.js';
import { describeWith } from '../../support/describeWith.js';
import { isThere } from '../../support/isThere.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { deploymentBehaviours } from '../deploy/deploymentBehaviours.js';

const run = promisify(execFile);

const SALES: RenderedDomain = {
  name: 'sales',
  team: 'sales-data-team',
  services: [
    { kind: 'compute', type: 'spark', config: { executors: { instances: 10, memory: '8Gi' } } },
    { kind: 'orchestrator', type: 'dagster', config: null },
    { kind: 'semantic_layer', type: 'cube', config: { image: 'registry.example.com/cube:1', replicas: 2 } },
  ],
  ports: [
    {
      fqn: 'sales.customer-360.customers',
      freshness: 'PT6H',
      availability: 99.9,
      quality: [{ metric: 'completeness', target: 99 }],
    },
    { fqn: 'sales.customer-360.nothing', freshness: null, availability: null, quality: [] },
  ],
};
const FINANCE: RenderedDomain = {
  name: 'risk_and_finance',
  team: null,
  services: [{ kind: 'compute', type: 'snowflake', config: { warehouse: 'W' } }],
  ports: [],
};
const FILES = renderPlatform([SALES, FINANCE]);

interface KubeObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Record<string, string>;
  readonly spec?: unknown;
}

const objectsIn = (text: string): KubeObject[] => parseAllDocuments(text).map((each) => each.toJS() as KubeObject);
const objects = [...FILES.values()].flatMap(objectsIn);
const objectOf = <T = KubeObject>(kind: string, name: string): T =>
  objects.find((each) => each.kind === kind && each.metadata?.name === name) as T;

interface Rules {
  readonly spec: {
    groups: {
      name: string;
      rules: { alert: string; expr: string; labels: object; annotations: { summary: string } }[];
    }[];
  };
}
const rules = objectOf<Rules>('PrometheusRule', 'floe-promises');

describe('a platform rendered for Kubernetes', () => {
  it('is a base and an overlay a domain, what all share, and one kustomization of all', () => {
    expect([...FILES.keys()].sort()).toEqual([
      'base/sales/cube.yaml',
      'base/sales/dagster.yaml',
      'base/sales/kustomization.yaml',
      'base/sales/spark.yaml',
      'kustomization.yaml',
      // Snowflake runs elsewhere, and an underscore is in no name of Kubernetes.
      'overlays/risk--and--finance/kustomization.yaml',
      'overlays/risk--and--finance/namespace.yaml',
      'overlays/sales/dashboard.yaml',
      'overlays/sales/kustomization.yaml',
      'overlays/sales/namespace.yaml',
      'overlays/sales/promises.yaml',
      'shared/collector.yaml',
      'shared/kustomization.yaml',
    ]);
    expect(parse(FILES.get('overlays/sales/kustomization.yaml') ?? '')).toMatchObject({
      kind: 'Kustomization',
      namespace: 'sales',
      resources: ['../../base/sales', 'namespace.yaml', 'promises.yaml', 'dashboard.yaml'],
    });
  });

  it('is the same for the same mesh, in whichever order it is told', () => {
    expect([...renderPlatform([FINANCE, SALES])]).toEqual([...FILES]);
  });

  it('starts jobs of Spark with the executors of the manifest, in its own spelling of memory', () => {
    const { data } = objectOf('ConfigMap', 'spark-defaults');
    expect(data?.['spark-defaults.conf']).toBe(
      [
        'spark.kubernetes.namespace sales',
        'spark.kubernetes.authenticate.driver.serviceAccountName spark',
        'spark.executor.instances 10',
        'spark.executor.memory 8g',
        'spark.executor.cores 1',
        'spark.driver.memory 1g',
        '',
      ].join('\n'),
    );
  });

  it('runs programs as nobody in particular, as many as the manifest says, their telemetry to the collector', () => {
    const cube = objectOf('Deployment', 'cube');
    expect(cube.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          securityContext: { runAsNonRoot: true },
          automountServiceAccountToken: false,
          containers: [{ image: 'registry.example.com/cube:1', securityContext: { allowPrivilegeEscalation: false } }],
        },
      },
    });
    const collector = objectOf<{ spec: { ports: { name: string; port: number }[] } }>('Service', 'otel-collector');
    const port = collector.spec.ports.find(({ name }) => name === 'otlp-http')?.port;
    expect(JSON.stringify(cube.spec)).toContain(`"value":"http://otel-collector.floe-platform:${port}"`);
    expect(
      objects
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata: { name } }) => name)
        .sort(),
    ).toEqual([...['cube', 'dagster-daemon', 'dagster-webserver', 'otel-collector']]);
  });

  it('alerts of each promise of a port, by the metrics that the catalog exposes, and of none that is not made', () => {
    expect(rules.spec.groups.map(({ name }) => name)).toEqual(['sales.customer-360.customers']);
    expect(rules.spec.groups[0]?.rules.map(({ alert, annotations: { summary } }) => `${alert}: ${summary}`)).toEqual([
      'FloePromiseBroken: sales.customer-360.customers breaks its promise: data no older than 6h.',
      'FloePromiseBroken: sales.customer-360.customers breaks its promise: to be up 99.9% of the time.',
      'FloePromiseAtRisk: sales.customer-360.customers has little left of the error budget of its promise: to be up 99.9% of the time.',
      'FloePromiseBroken: sales.customer-360.customers breaks its promise: quality: completeness 99%.',
      'FloePromiseAtRisk: sales.customer-360.customers has little left of the error budget of its promise: quality: completeness 99%.',
    ]);
    expect(rules.spec.groups[0]?.rules[0]?.labels).toEqual({
      severity: 'warning',
      domain: 'sales',
      team: 'sales-data-team',
      port: 'sales.customer-360.customers',
      objective: 'freshness',
    });
    const exposed = new Set(new Metrics().registry.getMetricsAsArray().map(({ name }) => name));
    const { data = {} } = objectOf('ConfigMap', 'floe-dashboard');
    const asked = `${JSON.stringify(rules)}${JSON.stringify(data)}`.match(/floe_[a-z_]+/g) ?? [];
    expect(asked.length).toBeGreaterThan(6);
    expect(asked.filter((name) => !exposed.has(name))).toEqual([]);
    expect(JSON.parse(data['floe-sales.json'] ?? '')).toMatchObject({
      title: 'sales: promises',
      panels: { length: 3 },
    });
  });
});

describe('the folder of a platform rendered for Kubernetes', () => {
  deploymentBehaviours(async () => {
    const folder = await temporaryFolder();
    const wanted = new Map([...FILES].filter(([file]) => !file.startsWith('base/')));
    const filesOf = (): string[] =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
    const put = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    let blocked: string | null = null;
    return {
      target: () => new KubernetesFolder(folder, wanted),
      // A file is written by taking the place of what stood there: it is another one then.
      writes: () => filesOf().map((file) => `${file} ${statSync(file).ino}`),
      cutAfter: (writes) => {
        if (blocked !== null) rmdirSync(blocked);
        blocked = writes === null ? null : path.join(folder, [...wanted.keys()][writes] ?? '');
        if (blocked !== null) mkdirSync(blocked, { recursive: true });
      },
      makeForeign: () => {
        put('overlays/gone/namespace.yaml', `${HEADER}kind: Namespace\n`);
        return 'file overlays/gone/namespace.yaml';
      },
      makePart: () => put('kustomization.yaml', wanted.get('kustomization.yaml') ?? ''),
      held: () => filesOf().map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
    };
  });

  it('renders anew what somebody changed, and leaves alone what it never rendered', async () => {
    const folder = await temporaryFolder();
    const target = new KubernetesFolder(folder, FILES);
    await target.apply((await target.plan({ prune: false })).changes);
    writeFileSync(path.join(folder, 'shared/kustomization.yaml'), 'resources: []\n');
    writeFileSync(path.join(folder, 'mine.yaml'), 'kind: ConfigMap\n');
    const { changes } = await target.plan({ prune: true });
    expect(changes).toMatchObject([
      { path: 'file shared/kustomization.yaml', kind: 'CHANGE', found: '1 line, otherwise' },
    ]);
    await target.apply(changes);
    expect((await target.plan({ prune: true })).changes).toEqual([]);
    expect(readFileSync(path.join(folder, 'mine.yaml'), 'utf8')).toBe('kind: ConfigMap\n');
  });
});

describe.skipIf(!isThere('kubectl'))('a platform rendered for Kubernetes, as kubectl kustomize builds it', () => {
  it('is whole: every object in its namespace, every name of an account, an image and a volume that of what is there', async () => {
    const folder = await temporaryFolder();
    const target = new KubernetesFolder(folder, FILES);
    await target.apply((await target.plan({ prune: false })).changes);
    const { stdout } = await run('kubectl', ['kustomize', folder], { maxBuffer: 10_000_000 });
    const built = objectsIn(stdout);
    expect(built).toHaveLength(objects.filter(({ kind }) => kind !== 'Kustomization').length);
    const spaces = new Set(built.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace));
    expect([...spaces].sort()).toEqual(['floe-platform', 'sales']);
    const binding = built.find(({ kind }) => kind === 'RoleBinding') as unknown as { subjects: object[] };
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'spark', namespace: 'sales' }]);
    expect(stdout).toContain('image: dagster/dagster-k8s:latest');
    expect(stdout).toContain('image: registry.example.com/cube:1');
  });
});

describeWith(['promtool'], 'alerts of promises', () => {
  it('are rules that promtool takes', async () => {
    const file = path.join(await temporaryFolder(), 'rules.yml');
    writeFileSync(file, JSON.stringify(rules.spec));
    expect((await run('promtool', ['check', 'rules', file])).stdout).toContain('SUCCESS: 5 rules found');
  });
});
