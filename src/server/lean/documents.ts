import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import { ByteLru } from './ByteLru.js';

/** What the texts of documents that are kept may take; a tree takes some thirty times its text. */
const TEXTS_BYTES = 2 * 1024 * 1024;

/** The valid document of a text, or null where it is none. */
export type Documents = (text: string) => DocumentNode | null;

/** Gives the documents of texts, over HTTP and WebSocket alike: each parsed and validated once, for as long as it is kept. */
export function documentsOf(schema: GraphQLSchema): Documents {
  const known = new ByteLru<DocumentNode>(TEXTS_BYTES);
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const document = parsed(text);
    if (!document || validate(schema, document).length > 0) return null;
    known.set(text, document, text.length);
    return document;
  };
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null; // told by who judges such a text
  }
}
