import type { GraphQLFieldResolver } from 'graphql';
import type { Decision } from '../../access/decide.js';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import type { Sight } from '../sight/Sight.js';

export type Resolve = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/** What a field does where what is seen goes by grants. */
export type Guard = (sight: Sight, resolve: () => unknown, ...asked: Parameters<Resolve>) => Promise<unknown>;

/** Throws CatalogError FORBIDDEN or UNAUTHENTICATED where something may not be seen; null: nothing of it is anybody's. */
export function mustSee(decision: Decision | null): void {
  if (decision && !decision.allowed) throw new CatalogError(decision.code, decision.message, { needs: decision.needs });
}
