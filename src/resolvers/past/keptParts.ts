import type { CompiledInputPort, CompiledModel, CompiledOutputPort } from '../../compiler/artifact.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { InputPortSource, ModelSource, OutputPortSource, ProductSource } from '../sources/sources.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import { compareText } from '../../compiler/values/compareText.js';

/** The output ports of a kept version. Each has the row of its fqn, for ports keep theirs when they are dropped. */
export function keptOutputPorts(product: ProductSource, every: readonly OutputPortRow[]): OutputPortSource[] {
  const rows = new Map(every.map((row) => [row.fqn, row] as const));
  const stood = (port: CompiledOutputPort): OutputPortSource[] => {
    const row = rows.get(port.fqn);
    const { description, columns, sla, access, table, lifecycle = null, kept = null, tags = [], terms = [] } = port;
    const then = {
      description,
      columns: [...columns],
      sla,
      access,
      tableName: table,
      lifecycle,
      kept,
      tags: [...tags],
      terms: [...terms],
    };
    const removedAt = lifecycle?.status === 'retired' ? product.publishedAt : null;
    return row ? [{ ...row, ...then, removedAt, ...keptOf(product) }] : [];
  };
  return (product.compiled?.outputPorts ?? []).flatMap(stood);
}

/** The input ports of a kept version, tied to the output ports that stand today. */
export function keptInputPorts(product: ProductSource): InputPortSource[] {
  return (product.compiled?.inputPorts ?? []).map((port, ordinal) => inputPort(product, port, ordinal));
}

function inputPort(product: ProductSource, port: CompiledInputPort, ordinal: number): InputPortSource {
  const { source, fqn, name, description, freshnessRequirement } = port;
  const ingested = source.kind === 'ingestion';
  return {
    id: 0,
    productId: product.id,
    ordinal,
    fqn,
    name,
    description,
    freshnessRequirement,
    providerPortId: null,
    sourceKind: source.kind,
    sourceType: ingested ? source.type : null,
    sourceName: ingested ? source.source : null,
    config: ingested ? source.config : null,
    ref: ingested ? null : source.ref,
    columns: ingested || !source.columns ? null : [...source.columns],
    columnsOrigin: ingested || !source.columns ? null : (source.columnsOrigin ?? 'declared'),
    ...keptOf(product),
  };
}

/** The models of a kept version by name. */
export function keptModels(product: ProductSource): ModelSource[] {
  const stood = ({ table, columns, tests, ...model }: CompiledModel): ModelSource => ({
    ...model,
    id: 0,
    productId: product.id,
    columns: [...columns],
    tests: [...tests],
    tablePath: table,
    ...keptOf(product),
  });
  return (product.compiled?.models ?? []).map(stood).sort((a, b) => compareText(a.fqn, b.fqn));
}

const keptOf = ({ keptVersion, asOf }: ProductSource): Kept => ({
  ...(keptVersion && { keptVersion }),
  ...(asOf && { asOf }),
});
