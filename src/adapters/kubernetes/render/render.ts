import { kubeName } from '../../../compiler/compute/kubernetes.js';
import { stringify } from 'yaml';
import { compareText } from '../../../compiler/values/compareText.js';
import { collector } from './collector.js';
import { namespaceOf, type KubeObject } from './objects.js';
import type { RenderedDomain } from './platform.js';
import { alerts, dashboard } from './promises.js';
import { COLLECTOR, objectsOf, runsInCluster } from './services.js';

/** What every rendered file begins with: by it they are told from those of others. */
export const HEADER =
  '# Rendered by floe platform deploy --target kubernetes: what is changed here is rendered anew.\n';

/** Path, with slashes, -> text. */
export type RenderedFiles = ReadonlyMap<string, string>;

const documents = (objects: readonly KubeObject[]): string =>
  HEADER + objects.map((each) => stringify(each, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');

const kustomization = (fields: Readonly<Record<string, unknown>>): KubeObject => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  ...fields,
});

/** A folder of a kustomization: its files, and itself, which names them after the folders that it stands on. */
function folderOf(
  folder: string,
  files: Readonly<Record<string, readonly KubeObject[]>>,
  { above = [], ...fields }: { readonly above?: readonly string[] } & Readonly<Record<string, unknown>>,
): [string, string][] {
  const filled = Object.entries(files).filter(([, objects]) => objects.length > 0);
  const resources = [...above, ...filled.map(([name]) => name)];
  return [
    [`${folder}/kustomization.yaml`, documents([kustomization({ ...fields, resources })])],
    ...filled.map(([name, objects]): [string, string] => [`${folder}/${name}`, documents(objects)]),
  ];
}

/** Where images are had of which the manifests say nothing; a kustomization of yours pins them. */
const IMAGES = {
  'otel-collector': { name: 'otel-collector', newName: 'otel/opentelemetry-collector', newTag: 'latest' },
  dagster: { name: 'dagster', newName: 'dagster/dagster-k8s', newTag: 'latest' },
  cube: { name: 'cube', newName: 'cubejs/cube', newTag: 'latest' },
};

function ofDomain(domain: RenderedDomain): [string, string][] {
  const name = kubeName(domain.name);
  const services = domain.services.filter(runsInCluster);
  const images = services.flatMap(({ type }) => (type === 'dagster' || type === 'cube' ? [IMAGES[type]] : []));
  const base = folderOf(
    `base/${name}`,
    Object.fromEntries(services.map((each) => [`${each.type}.yaml`, objectsOf(each, domain)])),
    { labels: [{ pairs: { 'floe.dev/domain': name }, includeTemplates: true }] },
  );
  const overlay = folderOf(
    `overlays/${name}`,
    { 'namespace.yaml': [namespaceOf(name)], 'promises.yaml': alerts(domain), 'dashboard.yaml': dashboard(domain) },
    { namespace: name, images, above: services.length > 0 ? [`../../base/${name}`] : [] },
  );
  return services.length > 0 ? [...base, ...overlay] : overlay;
}

/**
 * What runs in a cluster for a mesh (ADR-0021, Data Mesh Infrastructure Topology): a base a domain with its services, an
 * overlay a domain with its namespace, alerts and dashboard, the collector that all share, and one kustomization of all. The
 * same files for the same mesh.
 */
export function renderPlatform(domains: readonly RenderedDomain[]): RenderedFiles {
  const sorted = [...domains].sort((a, b) => compareText(a.name, b.name));
  const overlays = sorted.map(({ name }) => `overlays/${kubeName(name)}`);
  const { namespace } = COLLECTOR;
  return new Map([
    ['kustomization.yaml', documents([kustomization({ resources: ['shared', ...overlays] })])],
    ...folderOf('shared', { 'collector.yaml': collector() }, { namespace, images: [IMAGES['otel-collector']] }),
    ...sorted.flatMap(ofDomain),
  ]);
}
