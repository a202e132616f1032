import { isScalar, parseDocument, visit, type Scalar } from 'yaml';
import type { DocumentPath } from '../../source.js';
import type { Splice } from '../migration/journal.js';

/** A scalar of a document: where it stands, whether it is a key, and its text. */
export interface YamlScalar {
  readonly path: DocumentPath;
  readonly isKey: boolean;
  readonly value: string;
}

const TEXTS = new Set(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']);

/**
 * The changes that give some scalars of a YAML document another value; each keeps its quotes, and all else its bytes.
 * Nothing for a document that is not well-formed.
 */
export function yamlSplices(text: string, newValue: (scalar: YamlScalar) => string | null): Splice[] {
  const offset = text.startsWith('\uFEFF') ? 1 : 0;
  const document = parseDocument(text.slice(offset), { uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return [];
  const splices: Splice[] = [];
  const look = (node: Scalar, path: DocumentPath, isKey: boolean): void => {
    const { value, range, type } = node;
    if (typeof value !== 'string' || !range || !TEXTS.has(type ?? '')) return;
    const now = newValue({ path, isKey, value });
    if (now === null || now === value) return;
    const quote = type === 'PLAIN' ? '' : type === 'QUOTE_DOUBLE' ? '"' : "'";
    splices.push({ at: range[0] + offset, length: range[1] - range[0], text: `${quote}${now}${quote}` });
  };
  const paths = new Map<unknown, DocumentPath>();
  visit(document, {
    Map: (_, map) => {
      const path = paths.get(map) ?? [];
      for (const pair of map.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const at = [...path, key];
        if (isScalar(pair.key)) look(pair.key, at, true);
        if (isScalar(pair.value)) look(pair.value, at, false);
        else if (pair.value) paths.set(pair.value, at);
      }
    },
    Seq: (_, seq) => {
      const path = paths.get(seq) ?? [];
      seq.items.forEach((item, index) => {
        const at = [...path, index];
        if (isScalar(item)) look(item, at, false);
        else paths.set(item, at);
      });
    },
  });
  return splices;
}
