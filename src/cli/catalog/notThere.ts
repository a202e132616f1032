import { Failure } from '../terminal/Failure.js';
import { allPages, PAGE_INFO } from './allPages.js';
import { NotThere, type Client } from './Client.js';

/** What the catalog answers NOT_FOUND to, with near matches, where it has no such name. */
const OF_LINEAGE = 'query Near($name: String!) { lineage(of: $name, level: MODEL, maxDepth: 1) { root { fqn } } }';
const OF_VERSIONS = `query Near($name: String!, $version: SemVer!) {
  diff(fqn: $name, from: $version, to: $version) { fqn } }`;

const DOMAINS = `query Domains($first: Int, $after: Cursor) {
  domains(first: $first, after: $after) { nodes { name } ${PAGE_INFO} } }`;

/** Ends a list of a domain that there is none of. Throws Failure 1, with the domain that may have been meant. */
export async function mustBeDomain(client: Client, name: string): Promise<void> {
  const names = (await allPages<{ name: string }>(client, DOMAINS)).map((each) => each.name);
  if (names.includes(name)) return;
  throw new Failure(1, `there is no domain ${name}${await meantOf(name, names)}`);
}

/** `. Did you mean a?` where one of the names is like it, or a full stop. */
export async function meantOf(name: string, names: readonly string[]): Promise<string> {
  const { nearest } = await import('../../compiler/values/nearest.js');
  const near = nearest(name, names);
  return meant(near === null ? [] : [near]);
}

const MANIFESTS = `query Manifests($first: Int, $after: Cursor) {
  domains(first: $first, after: $after) { nodes { manifest { name parent { name } } } ${PAGE_INFO} } }`;

interface Governed {
  readonly manifest: { readonly name: string; readonly parent: { readonly name: string } | null } | null;
}

/** The names of the manifests of all domains, and of those above them. */
async function manifestNames(client: Client): Promise<string[]> {
  const domains = await allPages<Governed>(client, MANIFESTS);
  return domains.flatMap(({ manifest }) =>
    [manifest?.name, manifest?.parent?.name].filter((name) => name !== undefined),
  );
}

/** The end of a command that asked for a manifest, or a version of it, that is not there. */
export async function noManifest(client: Client, name: string, version?: string): Promise<Failure> {
  const query = 'query Highest($name: String!) { manifest(name: $name) { version } }';
  const { manifest } = await client.ask<{ manifest: { version: string } | null }>(query, { name });
  if (manifest && version !== undefined)
    return new Failure(1, `${name} has no version ${version}: the highest is ${manifest.version}.`);
  const near = await meantOf(name, await manifestNames(client));
  return new Failure(1, `there is no manifest ${name}, nor a file of that name${near}`);
}

export type Named = 'product' | 'output port' | 'contract';

async function whyNot(client: Client, query: string, variables: Record<string, unknown>): Promise<NotThere | null> {
  try {
    await client.ask(query, variables);
    return null;
  } catch (error) {
    if (error instanceof NotThere) return error;
    throw error;
  }
}

/** `. Did you mean a, b?`, or a full stop. */
const meant = (near: readonly string[]): string => (near.length > 0 ? `. Did you mean ${near.join(', ')}?` : '.');

/**
 * The end of a command that asked for what is not there: with the names that are like it or, of a version, those that are
 * kept, as the catalog tells them.
 */
export async function notThere(client: Client, what: Named, name: string, version?: string): Promise<Failure> {
  if (version !== undefined) {
    const told = await whyNot(client, OF_VERSIONS, { name, version });
    return told ?? new Failure(1, `there is no ${what} ${name} ${version}.`);
  }
  const query = what === 'contract' ? OF_VERSIONS : OF_LINEAGE;
  const told = await whyNot(client, query, { name, version: what === 'contract' ? '0.0.0' : undefined });
  return new Failure(1, `there is no ${what} ${name}${meant(told?.nearMatches ?? [])}`);
}
