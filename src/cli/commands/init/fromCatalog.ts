import type { Ci } from '../../../compiler/starter/files/starter.js';
import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import type { Client } from '../../catalog/Client.js';
import { mustBeDomain, noManifest } from '../../catalog/notThere.js';
import { Failure } from '../../terminal/Failure.js';
import type { Begin, Begun } from './answers.js';
import { mustBeOfTier, type Named } from './named.js';

/** What is asked of the product beside who owns it and how it is called. */
export interface Wanted {
  readonly ci: Ci;
  readonly floeVersion: string;
}

interface Answer {
  readonly scope: string;
  readonly starter: Begun;
}

const SAID =
  '$name: String!, $version: SemVer, $product: String!, $team: String, $email: String, $ci: CiSystem!, $floe: SemVer!';
const BEGUN = `fragment Begun on Manifest { scope
  starter(name: $product, team: $team, email: $email, ci: $ci, floeVersion: $floe) {
    fqn ref team email pattern compute files { path content } notes refusal
    diagnostics { code severity message location { file line column } } } }`;
const OF_DOMAIN = `query OfDomain(${SAID}) {
  domain(name: $name) { standing: manifest { version } manifest(version: $version) { ...Begun } } } ${BEGUN}`;
const OF_NAME = `query OfName(${SAID}) { manifest(name: $name, version: $version) { ...Begun } } ${BEGUN}`;
const PLATFORMS = `query Platforms($first: Int, $after: Cursor) {
  domains(first: $first, after: $after) { nodes { manifest { name scope } } ${PAGE_INFO} } }`;

type Variables = Readonly<Record<string, unknown>> & { readonly name: string; readonly version: string | null };

async function underDomain(client: Client, variables: Variables): Promise<Answer> {
  const { domain } = await client.ask<{
    domain: { standing: { version: string } | null; manifest: Answer | null } | null;
  }>(OF_DOMAIN, variables);
  if (domain?.manifest) return domain.manifest;
  const { name, version } = variables;
  await mustBeDomain(client, name);
  const standing = domain?.standing?.version;
  if (standing === undefined) throw new Failure(1, `domain ${name} is registered, and no manifest of it is published.`);
  throw new Failure(1, `domain ${name} has no version ${version}: the one that stands is ${standing}.`);
}

/** The one centralized platform that the catalog has. Throws Failure 1 where there is none, or several. */
async function onlyPlatform(client: Client): Promise<string> {
  const domains = await allPages<{ manifest: { name: string; scope: string } | null }>(client, PLATFORMS);
  const names = domains.flatMap(({ manifest }) => (manifest?.scope === 'PLATFORM' ? [manifest.name] : []));
  const [only, ...others] = [...new Set(names)];
  if (only === undefined)
    throw new Failure(1, 'the catalog has no centralized platform: name a domain, --domain=sales:v2.1.0.');
  if (others.length > 0)
    throw new Failure(
      1,
      `the catalog has several platforms: name one of ${[only, ...others].join(', ')}, --platform=${only}:v1.0.0.`,
    );
  return only;
}

async function underPlatform(client: Client, variables: Variables): Promise<Answer> {
  const { manifest } = await client.ask<{ manifest: Answer | null }>(OF_NAME, variables);
  if (!manifest) throw await noManifest(client, variables.name, variables.version ?? undefined);
  return manifest;
}

/**
 * Begins products under the manifest that is named, as the catalog published it: the catalog does it, which has it read
 * already. Throws Failure 1 where there is none of that name or version, and as `Client.ask`.
 */
export async function fromCatalog(client: Client, { tier, name, version }: Named, wanted: Wanted): Promise<Begin> {
  const platform = name ?? (tier === 'platform' ? await onlyPlatform(client) : '');
  return async ({ name: product, team, email }) => {
    const { ci, floeVersion: floe } = wanted;
    const variables = { name: platform, version, product, team, email, ci: ci.toUpperCase(), floe };
    const ask = tier === 'domain' ? underDomain : underPlatform;
    const { scope, starter } = await ask(client, variables);
    mustBeOfTier(tier, scope.toLowerCase(), starter.ref);
    return { ...starter, pattern: starter.pattern?.toLowerCase() ?? null };
  };
}
