import type { Context } from '../../context.js';
import type { NodeType } from '../../schema/globalId.js';
import { findNode } from './findNode.js';

/** What a search entry's kind is answered as; a column is found as its port. */
const HITS: Readonly<Record<string, NodeType>> = {
  domain: 'Domain',
  product: 'DataProduct',
  port: 'OutputPort',
  column: 'OutputPort',
  contract: 'DataContract',
  namespace: 'LayerNamespace',
  model: 'Model',
  term: 'Term',
};

/** What an entry that was found stands for, as a SearchHit; null where it is gone. */
export function hitOf(
  { kind, key }: { readonly kind: string; readonly key: string },
  context: Context,
): Promise<object | null> {
  const type = HITS[kind];
  return type ? findNode({ type, key }, context) : Promise.resolve(null);
}
