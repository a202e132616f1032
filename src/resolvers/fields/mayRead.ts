import { decide, type Decision } from '../../access/decide.js';
import type { Verb } from '../../access/rules.js';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';

const ofCatalog = ({ principal }: Context, verb: Verb): Decision => decide(principal, verb, { kind: 'catalog' });

/** Whether who is asking may read this of the catalog. */
export const mayRead = (context: Context, verb: Verb): boolean => context.open || ofCatalog(context, verb).allowed;

/** Throws CatalogError UNAUTHENTICATED or FORBIDDEN, with what it takes, where who is asking may not read this of the catalog. */
export function mustRead(context: Context, verb: Verb): void {
  const decision = ofCatalog(context, verb);
  if (context.open || decision.allowed) return;
  throw new CatalogError(decision.code, decision.message, { needs: decision.needs });
}
