import { decodeDataProduct } from '../document/decode.js';
import type { SourceFile } from '../source.js';
import type { PolicyDocument } from './policy/policyDocument.js';

/** What a product asks of itself beyond its platform, as the lowest tier; null where it says nothing, or cannot be read. */
export function productTier(product: SourceFile): PolicyDocument | null {
  // Most say nothing, and need not be read twice.
  if (!product.content.includes('governance')) return null;
  const { document } = decodeDataProduct(product);
  if (!document?.value.governance) return null;
  const { metadata, governance } = document.value;
  const label = `${metadata.name}@${metadata.version}`;
  return { label, value: { governance }, locate: (path) => document.locate(path) };
}
