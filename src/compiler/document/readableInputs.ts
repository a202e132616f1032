import type { SourceFile, SourceLocation } from '../source.js';
import { valueAt } from '../values/json.js';
import type { Decoded } from './decode.js';
import { inputPortSchema, type DataProduct, type DocumentInputPort } from './product.js';
import { parseYaml } from './yaml/yaml.js';

/** An input port that can be read, and where it stands. */
export interface ReadInputPort {
  readonly port: DocumentInputPort;
  /** Its place in the list. */
  readonly order: number;
  /** Where it says what it reads: its ref, else its name. */
  readonly location: SourceLocation;
}

const sayingAt = ({ source }: DocumentInputPort): string[] =>
  source.type === 'data_product' ? ['source', 'ref'] : ['name'];

const placed = (
  port: DocumentInputPort,
  order: number,
  { locate }: Pick<Decoded<unknown>, 'locate'>,
): ReadInputPort => ({
  port,
  order,
  location: locate(['input_ports', order, ...sayingAt(port)]),
});

/** The input ports of a product's document. */
export const inputPortsOf = (document: Decoded<DataProduct>): ReadInputPort[] =>
  document.value.input_ports.map((port, order) => placed(port, order, document));

/** The input ports of a document with errors that have none of their own: a wrong one hides no finding of the next. */
export function readableInputs(file: SourceFile): ReadInputPort[] {
  const { document } = parseYaml(file);
  const ports = document && valueAt(document.value, ['input_ports']);
  return (Array.isArray(ports) ? ports : []).flatMap((port: unknown, order) => {
    const read = inputPortSchema.safeParse(port);
    return document && read.success ? [placed(read.data, order, document)] : [];
  });
}
