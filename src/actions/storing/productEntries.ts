import type { CompiledOutputPort, CompiledProduct } from '../../compiler/artifact.js';
import type { SearchEntry } from '../../entities/writes/search.js';
import type { TermUseRow } from '../../entities/rows/products/TermUseRow.js';

const words = (...parts: (string | null)[]): string =>
  parts
    .filter((each) => each !== null)
    .join(' ')
    .toLowerCase();

/** Tags and terms are words of what bears them. */
const labels = ({ tags = [], terms = [] }: { tags?: readonly string[]; terms?: readonly string[] }): string[] => [
  ...tags,
  ...terms,
];

/** What `search` finds of a product: itself, its output ports, their columns, its models. */
export function searchEntries(product: CompiledProduct): SearchEntry[] {
  const { domain, ownership } = product;
  const owner = ownership.team ?? ownership.email;
  return partEntries(product).map((entry) => ({ classification: null, ...entry, domain, owner }));
}

function partEntries(product: CompiledProduct): SearchEntry[] {
  const { fqn, name, description, ownership } = product;
  const said = words(fqn, description, ownership.team, ownership.email, ...labels(product));
  return [
    { kind: 'product', key: fqn, title: name, text: said },
    ...product.outputPorts.flatMap(portEntries),
    ...product.models.map((model) => ({
      kind: 'model',
      key: model.fqn,
      title: model.name,
      text: words(model.fqn, model.description),
    })),
  ];
}

const portEntries = (port: CompiledOutputPort): SearchEntry[] => [
  {
    kind: 'port',
    key: port.fqn,
    title: port.name,
    text: words(port.fqn, port.description, port.table, ...labels(port)),
  },
  ...port.columns.map((column) => ({
    kind: 'column',
    key: port.fqn,
    title: column.name,
    text: words(`${port.fqn}.${column.name}`, column.description, ...labels(column)),
    classification: column.classification,
  })),
];

/** Which of the ports and columns of a product name which terms. */
export const termUses = (productId: number, { outputPorts }: CompiledProduct): Omit<TermUseRow, 'id'>[] =>
  outputPorts.flatMap(({ fqn: key, name, terms = [], columns }) => [
    ...terms.map((term) => ({ term, kind: 'port', key, title: name, productId })),
    ...columns.flatMap((column) =>
      (column.terms ?? []).map((term) => ({ term, kind: 'column', key, title: column.name, productId })),
    ),
  ]);
