/** An object of Kubernetes. */
export type KubeObject = Readonly<Record<string, unknown>>;

/** What every one is marked with, so that they are found and told from others. */
const MARK = { 'app.kubernetes.io/managed-by': 'floe' };

/** One port of a container and of the Service before it. */
export interface KubePort {
  readonly name: string;
  readonly port: number;
}

/** A program that runs without any right beyond its own files. */
export interface Program {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly replicas: number;
  readonly ports: readonly KubePort[];
  /** ConfigMap -> where its files are read. */
  readonly mounts: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Secrets whose keys are variables, named for who makes them; they may be absent. */
  readonly secrets: readonly string[];
}

const labelsOf = (name: string): Record<string, string> => ({ 'app.kubernetes.io/name': name, ...MARK });

export const configMap = (name: string, data: Readonly<Record<string, string>>, labels = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: { ...labelsOf(name), ...labels } },
  data,
});

export const namespaceOf = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: MARK },
});

function container({ name, image, args, ports, mounts, env, secrets }: Program): KubeObject {
  return {
    name,
    image,
    args,
    ports: ports.map((each) => ({ name: each.name, containerPort: each.port })),
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    envFrom: secrets.map((each) => ({ secretRef: { name: each, optional: true } })),
    volumeMounts: [
      ...Object.entries(mounts).map(([volume, mountPath]) => ({ name: volume, mountPath, readOnly: true })),
      { name: 'scratch', mountPath: '/tmp' },
    ],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}

/** The Deployment of a program, and the Service before it where it has ports. */
export function programOf(program: Program): KubeObject[] {
  const { name, replicas, mounts, ports } = program;
  const matchLabels = { 'app.kubernetes.io/name': name };
  const volumes = [
    ...Object.keys(mounts).map((each) => ({ name: each, configMap: { name: each, optional: true } })),
    { name: 'scratch', emptyDir: {} },
  ];
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container(program)],
    volumes,
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: labelsOf(name) },
    spec: { replicas, selector: { matchLabels }, template: { metadata: { labels: labelsOf(name) }, spec: pod } },
  };
  if (ports.length === 0) return [deployment];
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name) },
    spec: { selector: matchLabels, ports: ports.map((each) => ({ ...each, targetPort: each.name })) },
  };
  return [deployment, service];
}
