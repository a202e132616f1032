import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import type { Client } from '../../catalog/Client.js';
import { mustBeDomain, noManifest } from '../../catalog/notThere.js';
import { Failure } from '../../terminal/Failure.js';
import type { Found } from './found.js';
import type { Named } from './named.js';

interface ManifestAnswer {
  readonly name: string;
  readonly version: string;
  readonly ref: string | null;
  readonly source: string;
  readonly parent: Omit<ManifestAnswer, 'parent'> | null;
}

const CHAIN = 'fragment Chain on Manifest { name version ref source parent { name version ref source } }';
const OF_DOMAIN = `query OfDomain($name: String!, $version: SemVer) {
  domain(name: $name) { standing: manifest { version } manifest(version: $version) { ...Chain } } } ${CHAIN}`;
const OF_NAME = `query OfName($name: String!, $version: SemVer) { manifest(name: $name, version: $version) { ...Chain } } ${CHAIN}`;
const PLATFORMS = `query Platforms($first: Int, $after: Cursor) {
  domains(first: $first, after: $after) { nodes { manifest { name scope } } ${PAGE_INFO} } }`;

const loaded = ({ name, version, source }: Omit<ManifestAnswer, 'parent'>) => ({ file: `${name}@${version}`, source });

const foundOf = (manifest: ManifestAnswer): Found => ({
  ref: manifest.ref ?? `${manifest.name}@${manifest.version}`,
  manifest: loaded(manifest),
  parents: manifest.parent ? [loaded(manifest.parent)] : [],
});

async function domainManifest(client: Client, name: string, version: string | null): Promise<ManifestAnswer> {
  const { domain } = await client.ask<{
    domain: { standing: { version: string } | null; manifest: ManifestAnswer | null } | null;
  }>(OF_DOMAIN, { name, version });
  if (domain?.manifest) return domain.manifest;
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

async function platformManifest(client: Client, name: string, version: string | null): Promise<ManifestAnswer> {
  const { manifest } = await client.ask<{ manifest: ManifestAnswer | null }>(OF_NAME, { name, version });
  if (!manifest) throw await noManifest(client, name, version ?? undefined);
  return manifest;
}

/**
 * The manifest that is named, and those above it, as the catalog published them. Throws Failure 1 where there is none of that
 * name or version, and as `Client.ask`.
 */
export async function fromCatalog(client: Client, { tier, name, version }: Named): Promise<Found> {
  if (tier === 'domain') return foundOf(await domainManifest(client, name ?? '', version));
  return foundOf(await platformManifest(client, name ?? (await onlyPlatform(client)), version));
}
