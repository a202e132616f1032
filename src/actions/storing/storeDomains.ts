import type { CompiledManifest } from '../../compiler/artifact.js';
import { domainsOf } from '../kit/domainsOf.js';
import type { Transaction } from '../../entities/database.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { domainsByNames, highestManifest, putDomains, putNamespaces } from '../../entities/writes/manifests.js';
import { storeGlossary } from './storeGlossary.js';
import { putEntries, type SearchEntry } from '../../entities/writes/search.js';

const domainEntry = (name: string, namespace: string): SearchEntry => ({
  kind: 'domain',
  key: name,
  title: name,
  text: `${name} ${namespace}`.toLowerCase(),
  domain: name,
});

const namespaceEntry = (path: string, domain: string | null): SearchEntry => ({
  kind: 'namespace',
  key: path,
  title: path,
  text: path.toLowerCase(),
  domain,
});

/** The namespaces of a manifest, each with the domain that it is of. */
function namespacesOf({ namespaces, domain, carriedDomain }: CompiledManifest): ReadonlyMap<string, string | null> {
  return new Map([
    ...namespaces.map(({ path }) => [path, domain?.name ?? null] as const),
    ...(carriedDomain?.namespaces ?? []).map(({ path }) => [path, carriedDomain?.name ?? null] as const),
  ]);
}

/** The enterprise's registration (ADR-0021, Enterprise Manifest): the domains with their namespaces and owners. */
async function storeRegistration(tx: Transaction, row: ManifestRow, manifest: CompiledManifest): Promise<void> {
  const standing = await domainsByNames(
    tx,
    manifest.registeredDomains.map((each) => each.name),
  );
  const governed = new Set(standing.filter((each) => each.manifestId !== null).map((each) => each.name));
  await putDomains(
    tx,
    manifest.registeredDomains.map(({ owners, ...domain }) => ({
      ...domain,
      owners: governed.has(domain.name)
        ? (standing.find((each) => each.name === domain.name)?.owners ?? owners)
        : owners,
      enterpriseId: row.id,
    })),
  );
}

/** The domain that a manifest is the platform of, with its pattern, layers and namespaces; null where it is of none. */
const platformOf = ({ domain, carriedDomain, pattern, layers, namespaces }: CompiledManifest) =>
  domain ? { ...domain, pattern, layers, namespaces } : (carriedDomain ?? null);

/** A domain's own platform, the enterprise's or the implicit one of a centralized platform, as it stands. */
async function storePlatform(tx: Transaction, row: ManifestRow, manifest: CompiledManifest): Promise<void> {
  const platform = platformOf(manifest);
  if (!platform) return;
  const { namespaces, layers, ...domain } = platform;
  await putDomains(tx, [{ ...domain, manifestId: row.id, layers: [...layers], services: [...manifest.services] }]);
  const [standing] = await domainsByNames(tx, [domain.name]);
  await putNamespaces(tx, standing?.id ?? null, namespaces);
}

/** Brings domains, namespaces, grants and terms to what the highest version of a manifest declares. */
export async function storeDomains(tx: Transaction, row: ManifestRow): Promise<void> {
  if ((await highestManifest(tx, row.name))?.id !== row.id) return;
  const manifest = row.compiled;
  await storeGlossary(tx, row);
  await storeRegistration(tx, row, manifest);
  if (!manifest.domain) await putNamespaces(tx, null, manifest.namespaces);
  await storePlatform(tx, row, manifest);
  await putEntries(tx, [
    ...domainsOf(manifest).map((each) => domainEntry(each.name, each.namespace)),
    ...[...namespacesOf(manifest)].map(([path, domain]) => namespaceEntry(path, domain)),
  ]);
}
