import { productReferences, type ProductReferences } from '../../compiler/document/references.js';
import type { SourceFile } from '../../compiler/source.js';
import type { Compiling } from '../kit/needs.js';
import type { ProductRequest } from '../kit/productRequest.js';

type Asked = Pick<ProductRequest, 'file' | 'source'>;

/** So many documents are read in one go beside. */
const AT_ONCE = 50;

const documents = new WeakMap<Asked, SourceFile>();
const known = new WeakMap<SourceFile, ProductReferences>();

/** The document of a request, for the same request the same. */
export function documentOf(request: Asked): SourceFile {
  const made = documents.get(request) ?? { path: request.file, content: request.source };
  documents.set(request, made);
  return made;
}

/** What a document refers to; read once. */
export function referencesOf(document: SourceFile): ProductReferences {
  const references = known.get(document) ?? productReferences(document);
  known.set(document, references);
  return references;
}

/** Reads what the documents of requests refer to, in another thread where there is one, so that `referencesOf` knows it; what cannot be read there is read here. */
export async function readReferences(compile: Compiling | undefined, requests: readonly Asked[]): Promise<void> {
  const unread = requests.map(documentOf).filter((document) => !known.has(document));
  if (!compile) return;
  const lists = Array.from({ length: Math.ceil(unread.length / AT_ONCE) }, (_, at) =>
    unread.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  await Promise.all(
    lists.map(async (list) => {
      const read = await compile('references', list).catch(() => null);
      read?.result.forEach((references, at) => known.set(list[at] as SourceFile, references));
    }),
  );
}
