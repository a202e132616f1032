import { kubeName, SPARK_ACCOUNT, sparkMemory } from '../../../compiler/compute/kubernetes.js';
import { countOf, textOf } from '../../../compiler/compute/settings.js';
import { configMap, programOf, type KubeObject } from './objects.js';
import type { DomainService, RenderedDomain } from './platform.js';

/** Where everything sends its telemetry: the collector that all domains share. */
export const COLLECTOR = { namespace: 'floe-platform', name: 'otel-collector', grpc: 4317, http: 4318, metrics: 8889 };

const otlp = (domain: string, service: string): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://${COLLECTOR.name}.${COLLECTOR.namespace}:${COLLECTOR.http}`,
  OTEL_SERVICE_NAME: service,
  OTEL_RESOURCE_ATTRIBUTES: `floe.domain=${domain}`,
});

const DAGSTER_HOME = '/opt/dagster/home';

const DAGSTER_YAML = `storage:
  postgres:
    postgres_url:
      env: DAGSTER_POSTGRES_URL
run_coordinator:
  module: dagster.core.run_coordinator
  class: QueuedRunCoordinator
telemetry:
  enabled: false
`;

/** Dagster: its web server and its daemon, with a store of a Secret, and the code locations of a ConfigMap of yours. */
function dagster(service: DomainService, { name: domain }: RenderedDomain): KubeObject[] {
  const image = textOf(service, 'dagster', 'image');
  const shared = {
    image,
    mounts: { 'dagster-instance': DAGSTER_HOME, 'dagster-workspace': '/opt/dagster/workspace' },
    secrets: ['dagster'],
  };
  const workspace = ['-w', '/opt/dagster/workspace/workspace.yaml'];
  return [
    configMap('dagster-instance', { 'dagster.yaml': DAGSTER_YAML }),
    ...programOf({
      ...shared,
      name: 'dagster-webserver',
      args: ['dagster-webserver', '-h', '0.0.0.0', '-p', '3000', ...workspace],
      replicas: countOf(service, 1, 'replicas'),
      ports: [{ name: 'http', port: 3000 }],
      env: { DAGSTER_HOME, ...otlp(domain, 'dagster-webserver') },
    }),
    // One daemon an instance: two would launch what is due twice.
    ...programOf({
      ...shared,
      name: 'dagster-daemon',
      args: ['dagster-daemon', 'run', ...workspace],
      replicas: 1,
      ports: [],
      env: { DAGSTER_HOME, ...otlp(domain, 'dagster-daemon') },
    }),
  ];
}

/** Spark: what every job of the domain is started with, and the account with which a driver starts its executors. */
function spark(service: DomainService, { name: domain }: RenderedDomain): KubeObject[] {
  const settings = {
    'spark.kubernetes.namespace': kubeName(domain),
    'spark.kubernetes.authenticate.driver.serviceAccountName': SPARK_ACCOUNT,
    'spark.executor.instances': String(countOf(service, 1, 'executors', 'instances')),
    'spark.executor.memory': sparkMemory(textOf(service, '2Gi', 'executors', 'memory')),
    'spark.executor.cores': String(countOf(service, 1, 'executors', 'cores')),
    'spark.driver.memory': sparkMemory(textOf(service, '1Gi', 'driver', 'memory')),
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`);
  const metadata = { name: SPARK_ACCOUNT, labels: { 'app.kubernetes.io/managed-by': 'floe' } };
  const verbs = ['create', 'get', 'list', 'watch', 'delete', 'deletecollection', 'patch'];
  return [
    configMap('spark-defaults', { 'spark-defaults.conf': lines.join('') }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: [''], resources: ['pods', 'services', 'configmaps', 'persistentvolumeclaims'], verbs }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      subjects: [{ kind: 'ServiceAccount', name: SPARK_ACCOUNT }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: SPARK_ACCOUNT },
    },
  ];
}

/** Cube: its API, with the model of a ConfigMap and the connection of a Secret of yours. */
function cube(service: DomainService, { name: domain }: RenderedDomain): KubeObject[] {
  return programOf({
    name: 'cube',
    image: textOf(service, 'cube', 'image'),
    args: ['server'],
    replicas: countOf(service, 1, 'replicas'),
    ports: [{ name: 'http', port: 4000 }],
    mounts: { 'cube-model': '/cube/conf/model' },
    env: { CUBEJS_DEV_MODE: 'false', CUBEJS_TELEMETRY: 'false', ...otlp(domain, 'cube') },
    secrets: ['cube'],
  });
}

/** The services that run in the cluster; others (DuckDB, Snowflake, a catalog of tables) have nothing to run there. */
const RENDERED: Readonly<Record<string, (service: DomainService, domain: RenderedDomain) => KubeObject[]>> = {
  dagster,
  spark,
  cube,
};

/** Whether a service has something that runs in the cluster. */
export const runsInCluster = ({ type }: DomainService): boolean => Object.hasOwn(RENDERED, type);

/** The objects of a service of a domain; none of one that runs elsewhere. */
export const objectsOf = (service: DomainService, domain: RenderedDomain): KubeObject[] =>
  runsInCluster(service) ? (RENDERED[service.type]?.(service, domain) ?? []) : [];
