import type { Reason } from '../../access/portAccess.js';
import type { Actions } from '../../actions/actions.js';
import type { AccessQuestion } from '../../compiler/access/accessPlaces.js';
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
  /** Looks into a document; into a large one in another thread. */
  readonly look: Actions['accessPlace'];
}

const fileOf = ({ file, source }: Pick<ManifestRow, 'file' | 'source'>): SourceFile => ({
  path: file,
  content: source,
});

/** The first of the manifests in which there is such a place; where there is none, the nearest, and no place. */
async function among(
  { chain, look }: AccessDocuments,
  questionOf: (manifest: ManifestRow) => AccessQuestion,
): Promise<Place> {
  const manifests = await chain();
  for (const manifest of manifests) {
    const location = await look(questionOf(manifest));
    if (location) return { manifest, location };
  }
  return { manifest: manifests[0] ?? null, location: null };
}

/** The namespace of the domain whose manifest it is, below which names may be short. */
const rootIn = ({ scope }: ManifestRow, { namespace }: DomainRow): string | null =>
  scope === 'domain' ? namespace : null;

/** Where a reason stands: of what the port says in the product's document, of the rest in the manifests. */
export async function placeOf({ stated }: Reason, documents: AccessDocuments): Promise<Place> {
  const { port, product, domain, namespace, look } = documents;
  if (stated.of === 'port') {
    const asked = { of: 'port', file: fileOf(product), port: port.name, part: stated.part } as const;
    return { manifest: null, location: await look(asked) };
  }
  if (stated.of === 'namespace') {
    const { grant } = stated;
    const found = await among(documents, (manifest) => ({
      of: 'namespace',
      file: fileOf(manifest),
      namespace: namespace ?? '',
      grant,
      root: rootIn(manifest, domain),
    }));
    if (found.location) return found;
  }
  // What no manifest grants in words, a domain has in its own namespace: it may write there.
  return among(documents, (manifest) => ({ of: 'domain', file: fileOf(manifest), domain: domain.name }));
}
