import type { LineageKind } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import { columnsOf, kindOf, portsOf } from '../../entities/reads/lineageRoots.js';
import { productOfNode } from '../../lineage/edge.js';
import type { LineagePage } from '../../lineage/page.js';
import { flowsFrom, isKnownColumn, knownColumns } from '../../lineage/parts.js';
import { walkGraph, type PageQuestion } from '../../lineage/walkGraph.js';
import type { ProductSource } from '../sources/sources.js';
import { compareText } from '../../compiler/values/compareText.js';

/** Where lineage is read from: the graph as it stands, or as it stood at an instant. */
export interface LineageSource {
  readonly kindOf: (fqn: string) => Promise<LineageKind | undefined>;
  /** The ports of a product that stands. */
  readonly portsOf: (product: string) => Promise<readonly Port[]>;
  /** The columns of a port, model or source. */
  readonly columnsOf: (owner: string) => Promise<readonly string[]>;
  /** A page of what is reached from the root. */
  readonly walk: (question: PageQuestion) => Promise<LineagePage>;
}

interface Port {
  readonly fqn: string;
  readonly kind: 'input_port' | 'output_port';
}

/** The graph as it stands, in memory. */
export const presentLineage = ({ db, lineage }: Pick<Context, 'db' | 'lineage'>): LineageSource => ({
  kindOf: (fqn) => kindOf(db, fqn),
  portsOf: (product) => portsOf(db, product),
  columnsOf: (owner) => columnsOf(db, owner),
  walk: async (question) => walkGraph(await lineage(), question),
});

const byFqn = (a: Port, b: Port): number => compareText(a.fqn, b.fqn);

function portsThen({ compiled }: ProductSource): Port[] {
  const standing = compiled?.outputPorts.filter(({ lifecycle }) => lifecycle?.status !== 'retired') ?? [];
  return [
    ...standing.map(({ fqn }): Port => ({ fqn, kind: 'output_port' })),
    ...(compiled?.inputPorts ?? []).map(({ fqn }): Port => ({ fqn, kind: 'input_port' })),
  ].sort(byFqn);
}

function partThen(product: ProductSource, fqn: string): LineageKind | undefined {
  if (product.fqn === fqn) return 'product';
  if (product.compiled?.models.some((model) => model.fqn === fqn)) return 'model';
  return portsThen(product).find((port) => port.fqn === fqn)?.kind;
}

/** The columns of a product's output ports and models, as far as they are known by name. */
const namedThen = ({ compiled }: ProductSource): string[] =>
  [
    ...(compiled?.outputPorts.filter(({ lifecycle }) => lifecycle?.status !== 'retired') ?? []),
    ...(compiled?.models ?? []),
  ].flatMap(({ fqn, columns }) => columns.map(({ name }) => `${fqn}/${name}`));

/** The graph as it stood at an instant: of the one in memory what has changed since as it was. */
export function pastLineage(at: string, { loaders, lineageAsOf }: Context): LineageSource {
  const past = loaders.asOf(at);
  const standing = async (fqn: string): Promise<ProductSource | null> => {
    const product = await past.productByFqn.load(fqn);
    return product?.retiredAt === null ? product : null;
  };
  const named = async (of: string): Promise<string[]> => {
    const product = await standing(productOfNode(of) ?? '');
    return product ? namedThen(product) : [];
  };
  const isColumn = async (fqn: string): Promise<boolean> =>
    isKnownColumn(await lineageAsOf(at, 'column'), fqn) || (await named(fqn)).includes(fqn);
  const isSource = async (fqn: string): Promise<boolean> =>
    flowsFrom(await lineageAsOf(at, 'port'), fqn, 'port') || flowsFrom(await lineageAsOf(at, 'model'), fqn, 'model');
  return {
    kindOf: async (fqn) => {
      if (fqn.includes('/') && (await isColumn(fqn))) return 'column';
      const owner = productOfNode(fqn);
      if (owner === null) return fqn.startsWith('source:') && (await isSource(fqn)) ? 'source' : undefined;
      const product = await standing(owner);
      return product ? partThen(product, fqn) : undefined;
    },
    portsOf: async (fqn) => {
      const product = await standing(fqn);
      return product ? portsThen(product) : [];
    },
    /** Those of the whole graph that have edges, and those of the product that the owner belongs to. */
    columnsOf: async (owner) => {
      const own = (await named(owner)).filter((each) => each.startsWith(`${owner}/`));
      return [...new Set([...knownColumns(await lineageAsOf(at, 'column'), owner), ...own])].sort(compareText);
    },
    walk: async (question) => walkGraph(await lineageAsOf(at, question.level), question),
  };
}
