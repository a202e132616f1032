import type { CompiledInputPort, CompiledModel, CompiledOutputPort } from '../compiler/artifact.js';
import type { Context } from '../context.js';
import { keptProduct } from '../entities/keptProduct.js';
import type { ProductRow } from '../entities/rows/ProductRow.js';
import type { ContractRow } from '../entities/rows/ContractRow.js';
import type { ContractSource, InputPortSource, ModelSource, OutputPortSource, ProductSource } from './sources.js';

/** A product as it stood in a version that is kept; the row itself where that version stands; null where it never was. */
export async function productAt(context: Context, row: ProductRow, version: string): Promise<ProductSource | null> {
  if (row.version === version) return row;
  const kept = await context.loaders.keptVersion.load({ productId: row.id, version });
  return kept ? keptProduct(row, kept) : null;
}

/** The output ports of a kept version. Each has the row of its fqn, for ports keep theirs when they are dropped. */
export async function keptOutputPorts(context: Context, product: ProductSource): Promise<OutputPortSource[]> {
  const rows = new Map(
    (await context.loaders.everyOutputPortOfProduct.load(product.id)).map((row) => [row.fqn, row] as const),
  );
  const stood = (port: CompiledOutputPort): OutputPortSource[] => {
    const row = rows.get(port.fqn);
    const { description, columns, sla, access, table, lifecycle = null } = port;
    const then = { description, columns: [...columns], sla, access, tableName: table, lifecycle };
    return row ? [{ ...row, ...then, ...keptOf(product) }] : [];
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
    ...{ id: 0, productId: product.id, ordinal, fqn, name, description, freshnessRequirement, providerPortId: null },
    sourceKind: source.kind,
    sourceType: ingested ? source.type : null,
    sourceName: ingested ? source.source : null,
    config: ingested ? source.config : null,
    ref: ingested ? null : source.ref,
    columns: ingested || !source.columns ? null : [...source.columns],
    ...keptOf(product),
  };
}

/** The models of a kept version by name. */
export function keptModels(product: ProductSource): ModelSource[] {
  const stood = ({ table, columns, tests, ...model }: CompiledModel): ModelSource => ({
    ...{ ...model, id: 0, productId: product.id, columns: [...columns], tests: [...tests], tablePath: table },
    ...keptOf(product),
  });
  return (product.compiled?.models ?? []).map(stood).sort((a, b) => (a.fqn < b.fqn ? -1 : 1));
}

const keptOf = (product: ProductSource): { keptVersion?: string } =>
  product.keptVersion ? { keptVersion: product.keptVersion } : {};

/** A contract as it stood in a version; the row itself where that version stands; null where it never was. */
export async function contractAt(context: Context, row: ContractRow, version: string): Promise<ContractSource | null> {
  if (row.version === version) return row;
  const kept = await context.loaders.keptContractVersion.load({ contractId: row.id, version });
  if (!kept) return null;
  const { columns, sla, compatibility, breakingChangeNotice, tableName, lifecycle } = kept;
  const terms = { columns, sla, compatibility, breakingChangeNotice, tableName, lifecycle };
  return { ...row, ...terms, version, keptVersion: version };
}
