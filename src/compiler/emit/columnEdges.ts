import type { ColumnDerivation, CompiledEdge } from '../artifact.js';
import type { ColumnOwner } from '../facts/lineage/columnLineage.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import { portColumns } from '../facts/models/portColumns.js';

/** What says most of a way from column to column, where there are several. */
const BEST_FIRST: readonly ColumnDerivation[] = ['identity', 'transformation', 'aggregation', 'hash', 'unknown'];

const edge = (from: string, to: string, how: ColumnDerivation): CompiledEdge => ({
  level: 'column',
  from,
  fromKind: 'column',
  to,
  toKind: 'column',
  how,
});

/**
 * The edges between columns of a product, each once: from the columns of providers' ports into its input ports, through its
 * models, out to its output ports.
 */
export function columnEdges(facts: ProductFacts): CompiledEdge[] {
  if (!facts.columnFlows) return [];
  const { flows, columns } = facts.columnFlows;
  const edges = [
    ...inputEdges(facts),
    ...flows.map(({ from, fromColumn, model, column, how }) =>
      edge(`${ownerName(from, facts.fqn)}/${fromColumn}`, `${facts.fqn}#${model}/${column}`, how),
    ),
    ...outputEdges(facts, columns),
  ];
  const best = new Map<string, CompiledEdge>();
  for (const each of edges) {
    const key = `${each.from} ${each.to}`;
    const known = best.get(key);
    if (!known || rankOf(each) < rankOf(known)) best.set(key, each);
  }
  return [...best.values()];
}

const rankOf = ({ how }: CompiledEdge): number => BEST_FIRST.indexOf(how ?? 'unknown');

function ownerName(owner: ColumnOwner, product: string): string {
  if (owner.kind === 'model') return `${product}#${owner.name}`;
  return owner.kind === 'input' ? owner.input.fqn : owner.name;
}

/** Across products: a column of the provider's port is the column of the input port that reads it. */
function inputEdges({ inputs }: ProductFacts): CompiledEdge[] {
  return inputs.flatMap(({ provider, fqn }) =>
    provider?.kind === 'found'
      ? provider.port.columns.map(({ name }) => edge(`${provider.ref}/${name}`, `${fqn}/${name}`, 'identity'))
      : [],
  );
}

/** A port's column is the column of that name of the models that write it; without one it may be that of an input port. */
function outputEdges(facts: ProductFacts, columns: ReadonlyMap<string, ReadonlyMap<string, string>>): CompiledEdge[] {
  return [...facts.lineage.origins].flatMap(([output, { writers, assumed, inputs }]) =>
    portColumns(output, facts.models).flatMap(({ name }) => {
      const to = `${output.fqn}/${name}`;
      const own = writers.flatMap((writer) => {
        const column = columns.get(writer.name)?.get(name.toLowerCase());
        return column === undefined ? [] : [edge(`${facts.fqn}#${writer.name}/${column}`, to, 'identity')];
      });
      if (own.length > 0 || !assumed) return own;
      return inputs.flatMap(({ fqn, provider }) => {
        const offered = provider?.kind === 'found' ? provider.port.columns : [];
        const same = offered.find((each) => each.name.toLowerCase() === name.toLowerCase());
        return same ? [edge(`${fqn}/${same.name}`, to, 'unknown')] : [];
      });
    }),
  );
}
