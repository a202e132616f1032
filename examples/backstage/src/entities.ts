import { createHash } from 'node:crypto';
import type {
  ApiEntity,
  ComponentEntity,
  DomainEntity,
  Entity,
  GroupEntity,
  SystemEntity,
} from '@backstage/catalog-model';
import type { Domain, Owner, Port, Product } from './catalog';

const LONGEST = 63;

/** A name as Backstage takes it: at most 63 of `[A-Za-z0-9._-]`. What is longer ends with a digest, so that it stays unique. */
export function nameOf(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (plain === text && text.length <= LONGEST) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${plain.slice(0, LONGEST - 9).replace(/[^A-Za-z0-9]+$/, '')}-${digest}`;
}

/** What an annotation says of where an entity comes from, and under which name the catalog knows it. */
const annotations = (url: string, fqn: string): Record<string, string> => ({
  'backstage.io/managed-by-location': `url:${url}/products/${fqn}`,
  'backstage.io/managed-by-origin-location': `url:${url}/`,
  'floe.dev/fqn': fqn,
});

const described = (description: string | null): { description?: string } => (description ? { description } : {});

/** The team, or who answers the email; where a document names neither, whoever owns the domain. */
const ownerOf = ({ team, email }: Owner, domain: string): string => `group:${nameOf(team ?? email ?? domain)}`;

/** Backstage's words for how far something is in its life. */
const lifecycleOf = (lifecycle: { readonly status: string } | null): string =>
  ({ DEPRECATED: 'deprecated', RETIRED: 'deprecated', PROPOSED: 'experimental' })[lifecycle?.status ?? ''] ??
  'production';

function group(url: string, owner: string): GroupEntity {
  const name = owner.slice('group:'.length);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, annotations: annotations(url, name) },
    spec: { type: 'team', children: [] },
  };
}

/** A domain is a Domain, and a System in it: Backstage's components belong to systems. */
export function entitiesOfDomain(url: string, { name: fqn, owners }: Domain): Entity[] {
  const owner = ownerOf(owners[0] ?? { team: null, email: null }, fqn);
  const name = nameOf(fqn);
  const domain: DomainEntity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: { name, annotations: annotations(url, fqn) },
    spec: { owner },
  };
  const system: SystemEntity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, description: `The data products of ${fqn}`, annotations: annotations(url, fqn) },
    spec: { owner, domain: `domain:${name}` },
  };
  return [group(url, owner), domain, system];
}

function apiOf(url: string, product: Product, port: Port): ApiEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: nameOf(port.fqn),
      title: port.name,
      ...described(port.description),
      annotations: annotations(url, port.fqn),
    },
    spec: {
      type: 'odcs',
      lifecycle: lifecycleOf(port.lifecycle),
      owner: ownerOf(product.ownership, product.domain.name),
      system: `system:${nameOf(product.domain.name)}`,
      // Who may not see it is told so: Backstage wants some text.
      definition: port.source ?? 'Not shown.',
    },
  };
}

/** A product is a Component that provides an API for each output port, and consumes those that it reads. */
export function entitiesOfProduct(url: string, product: Product): Entity[] {
  const owner = ownerOf(product.ownership, product.domain.name);
  const read = product.inputPorts.flatMap(({ source }) => source.port ?? []);
  const providers = [...new Set(read.map((port) => port.product.fqn))];
  const component: ComponentEntity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: nameOf(product.fqn),
      title: product.name,
      ...described(product.description),
      annotations: { ...annotations(url, product.fqn), 'floe.dev/version': product.version },
    },
    spec: {
      type: 'data-product',
      lifecycle: lifecycleOf(product.lifecycle),
      owner,
      system: `system:${nameOf(product.domain.name)}`,
      providesApis: product.outputPorts.map(({ fqn }) => `api:${nameOf(fqn)}`),
      consumesApis: [...new Set(read.map(({ fqn }) => `api:${nameOf(fqn)}`))],
      dependsOn: providers.map((fqn) => `component:${nameOf(fqn)}`),
    },
  };
  return [group(url, owner), component, ...product.outputPorts.map((port) => apiOf(url, product, port))];
}
