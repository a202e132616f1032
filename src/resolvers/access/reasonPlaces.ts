import type { Reason, Stated } from '../../access/portAccess.js';
import { domainPlace, namespaceGrantPlace, portAccessPlace } from '../../compiler/access/accessPlaces.js';
import type { SourceFile, SourceLocation } from '../../compiler/source.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';

/** The document that says something of access, and where. */
export interface Place {
  /** null where the document of the product says it. */
  readonly manifest: ManifestRow | null;
  readonly location: SourceLocation | null;
}

/** What documents say of the access to a port. */
export interface AccessDocuments {
  readonly port: OutputPortRow;
  readonly product: ProductRow;
  readonly domain: DomainRow;
  /** The path of the port's namespace. */
  readonly namespace: string | null;
  /** The manifest of the domain and those above it, the nearest first; read when it is asked for. */
  readonly chain: () => Promise<readonly ManifestRow[]>;
}

const fileOf = ({ file, source }: Pick<ManifestRow, 'file' | 'source'>): SourceFile => ({
  path: file,
  content: source,
});

/** The first of the manifests in which there is such a place; where there is none, the nearest, and no place. */
function among(
  chain: readonly ManifestRow[],
  placeIn: (manifest: ManifestRow, file: SourceFile) => SourceLocation | null,
): Place {
  for (const manifest of chain) {
    const location = placeIn(manifest, fileOf(manifest));
    if (location) return { manifest, location };
  }
  return { manifest: chain[0] ?? null, location: null };
}

/** Whether it is the manifest of a domain, in which names below its namespace may be short. */
const rootIn = ({ scope }: ManifestRow, { namespace }: DomainRow): string | null =>
  scope === 'domain' ? namespace : null;

/** Where a reason stands: of what the port says in the product's document, of the rest in the manifests. */
export async function placeOf({ stated }: Reason, documents: AccessDocuments): Promise<Place> {
  const { port, product, domain, namespace, chain } = documents;
  if (stated.of === 'port')
    return { manifest: null, location: portAccessPlace(fileOf(product), port.name, stated.part) };
  const ofDomain = (manifests: readonly ManifestRow[]): Place =>
    among(manifests, (_, file) => domainPlace(file, domain.name));
  const manifests = await chain();
  if (!isGrant(stated)) return ofDomain(manifests);
  const found = among(manifests, (manifest, file) =>
    namespaceGrantPlace(file, namespace ?? '', stated.grant, rootIn(manifest, domain)),
  );
  // What no manifest grants in words, a domain has in its own namespace: it may write there.
  return found.location ? found : ofDomain(manifests);
}

const isGrant = (stated: Stated): stated is Extract<Stated, { of: 'namespace' }> => stated.of === 'namespace';
