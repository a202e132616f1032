import type { CompiledManifest } from '../../compiler/artifact.js';
import type { Transaction } from '../../entities/database.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { domainsByNames, highestManifest, putDomains, putNamespaces } from '../../entities/writes/manifests.js';
import { putEntries, type SearchEntry } from '../../entities/writes/search.js';

const domainEntry = (name: string, namespace: string): SearchEntry => ({
  kind: 'domain',
  key: name,
  title: name,
  text: `${name} ${namespace}`.toLowerCase(),
});

const namespaceEntry = (path: string): SearchEntry => ({
  kind: 'namespace',
  key: path,
  title: path,
  text: path.toLowerCase(),
});

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

/** A domain's own platform (or the implicit domain of a centralized one): its pattern, layers and services as they stand. */
async function storePlatform(tx: Transaction, row: ManifestRow, manifest: CompiledManifest): Promise<void> {
  if (!manifest.domain) return;
  const { pattern, layers, services } = manifest;
  await putDomains(tx, [
    { ...manifest.domain, manifestId: row.id, pattern, layers: [...layers], services: [...services] },
  ]);
}

/** Brings domains, namespaces and grants to what the highest version of a manifest declares. */
export async function storeDomains(tx: Transaction, row: ManifestRow): Promise<void> {
  if ((await highestManifest(tx, row.name))?.id !== row.id) return;
  const manifest = row.compiled;
  await storeRegistration(tx, row, manifest);
  await storePlatform(tx, row, manifest);
  const [domain] = manifest.domain ? await domainsByNames(tx, [manifest.domain.name]) : [];
  await putNamespaces(tx, domain?.id ?? null, manifest.namespaces);
  await putEntries(tx, [
    ...[...manifest.registeredDomains, ...(manifest.domain ? [manifest.domain] : [])].map((each) =>
      domainEntry(each.name, each.namespace),
    ),
    ...manifest.namespaces.map((each) => namespaceEntry(each.path)),
  ]);
}
