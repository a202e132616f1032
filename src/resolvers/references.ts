import { Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import type { NodeType } from '../schema/globalId.js';
import { decodeGlobalId } from '../schema/globalId.js';
import type { ReferenceResolver } from '../schema/buildSchema.js';
import { findNode } from './fields/findNode.js';

/** The names that other subgraphs may refer to an entity by, beside its id. */
const KEYS = {
  DataContract: 'name',
  DataProduct: 'fqn',
  Domain: 'name',
  LayerNamespace: 'path',
  OutputPort: 'fqn',
  Term: 'name',
} as const satisfies Partial<Record<NodeType, string>>;

type Reference = Readonly<Record<string, unknown>>;

/** The natural key that a representation holds: by its name, or inside its id; null for an id of another type. */
function keyOf(type: keyof typeof KEYS, reference: Reference): string | null {
  const name = reference[KEYS[type]];
  if (typeof name === 'string') return name;
  const id = typeof reference['id'] === 'string' ? decodeGlobalId(reference['id']) : null;
  return id?.type === type ? id.key : null;
}

function resolverOf(type: keyof typeof KEYS): ReferenceResolver {
  return async (reference: Reference, context: Context) => {
    const key = keyOf(type, reference);
    return key === null ? null : findNode({ type, key }, context);
  };
}

/** The entities of the federation (docs/federation.md): all references of one type in one statement. */
@Resolver()
export class References {
  static readonly references = Object.fromEntries(
    (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((type) => [type, resolverOf(type)]),
  );
}
