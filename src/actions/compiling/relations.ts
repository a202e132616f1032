import type { MeshFacts } from '../../compiler/input.js';
import type { ProductCompileResult } from '../../compiler/result.js';
import { productOfPort } from '../../compiler/values/productOfPort.js';

/** By which names a product is known to others, and what it has to do with: products, domains, tables. */
export interface Relations {
  readonly names: readonly string[];
  readonly related: readonly string[];
}

const domainOf = (fqn: string): string => fqn.split('.')[0] ?? '';
const newIn = (domain: string): string => `new in ${domain}`;

/**
 * What a product (fqn) has to do with through what was gathered for it: all that it rests on, whoever reads it, and the
 * domains in which it looks for products that are not there, whose names may be those that were meant.
 */
export function meshRelations(fqn: string, providers: readonly string[], mesh: MeshFacts): Relations {
  const { upstreamPorts, standingContracts, standing, providerPorts } = mesh;
  const found = new Set(providerPorts.map(({ domain, product }) => `${domain}.${product}`));
  const sought = providers.filter((each) => !found.has(each)).map(domainOf);
  return {
    names: [fqn, ...(standing ? [] : [newIn(domainOf(fqn))])],
    related: [
      ...providers,
      ...upstreamPorts.flatMap(({ product, madeFrom }) => [
        product,
        ...madeFrom.map(({ providerPort }) => productOfPort(providerPort)),
      ]),
      ...standingContracts.map(({ providerPort }) => productOfPort(providerPort)),
      ...(standing?.consumptions ?? []).map(({ consumer }) => consumer),
      ...sought.map(newIn),
    ],
  };
}

const table = (name: string): string => `table ${name}`;

/** What it has to do with through the tables that it names, and through those products whose tables they are. */
export function tableRelations({ tables }: ProductCompileResult, fqn: string, claimants: readonly string[]): Relations {
  return {
    names: [fqn, ...tables.writes.map(table)],
    related: [...claimants, ...[...tables.writes, ...tables.reads].map(table)],
  };
}
