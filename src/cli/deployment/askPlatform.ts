import type { DomainService, PortPromises, RenderedDomain } from '../../adapters/kubernetes/render/platform.js';
import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import type { Client } from '../catalog/Client.js';

interface AnsweredDomain {
  readonly name: string;
  readonly owners: readonly { readonly team: string | null; readonly email: string | null }[];
  readonly services: readonly DomainService[];
}

interface AnsweredProduct {
  readonly domain: { readonly name: string };
  readonly outputPorts: readonly {
    readonly fqn: string;
    readonly sla: Omit<PortPromises, 'fqn'> | null;
  }[];
}

const DOMAINS = `query Domains($first: Int, $after: Cursor) {
  domains(first: $first, after: $after) {
    nodes { name owners { team email } services { kind type config } } ${PAGE_INFO} } }`;
const PROMISES = `query Promises($first: Int, $after: Cursor) {
  products(first: $first, after: $after) {
    nodes { domain { name } outputPorts { fqn sla { freshness availability quality { metric target } } } } ${PAGE_INFO} } }`;

/** The domains with their services and what their ports promise. Throws Failure as `Client.ask` does. */
export async function askPlatform(client: Client): Promise<RenderedDomain[]> {
  const domains = await allPages<AnsweredDomain>(client, DOMAINS);
  const products = await allPages<AnsweredProduct>(client, PROMISES);
  const ports = new Map<string, PortPromises[]>(domains.map(({ name }) => [name, []]));
  for (const { domain, outputPorts } of products)
    for (const { fqn, sla } of outputPorts) if (sla) ports.get(domain.name)?.push({ fqn, ...sla });
  return domains.map(({ name, owners, services }) => ({
    name,
    team: owners.map(({ team, email }) => team ?? email).find((each) => each !== null) ?? null,
    services,
    ports: ports.get(name) ?? [],
  }));
}
