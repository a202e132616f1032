import type { GraphQLError } from 'graphql';
import type { Config } from '../../config/config.js';
import { limitExceeded } from './limitExceeded.js';
import type { OperationCost } from './OperationCost.js';
import { valueOf, type Values } from './terms.js';

export type CostLimits = Pick<Config, 'maxCost' | 'maxRepresentations'>;

/** What of an operation is more than is allowed, with these variables; null where nothing is. */
export function beyondCost(
  operation: OperationCost,
  cost: number,
  variables: Values,
  { maxCost, maxRepresentations }: CostLimits,
): GraphQLError | null {
  for (const { node, count } of operation.representations) {
    const found = valueOf(count, variables);
    if (found <= maxRepresentations) continue;
    const excess = { limit: 'MAX_REPRESENTATIONS', found, allowed: maxRepresentations };
    return limitExceeded(excess, 'Too many objects are asked for at once', 'Ask in several requests.', { nodes: node });
  }
  if (cost <= maxCost) return null;
  const mend = 'Ask for smaller pages (first), or for what hangs on them in a request of its own.';
  return limitExceeded({ limit: 'MAX_COST', found: cost, allowed: maxCost }, 'The operation may cost too much', mend, {
    nodes: operation.dearest(variables),
  });
}
