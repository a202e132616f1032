import { keptOutputPorts } from '../past/keptParts.js';
import type { OutputPortSource, ProductSource } from '../sources/sources.js';
import type { World } from './world.js';

/** The output ports of a product in the version that it was taken in, in the order of the document. */
export async function outputPortsOf(product: ProductSource, loaders: World): Promise<OutputPortSource[]> {
  if (!product.compiled) return loaders.outputPortsOfProduct.load(product.id);
  const ports = keptOutputPorts(product, await loaders.everyOutputPortOfProduct.load(product.id));
  return product.asOf ? ports.filter((port) => port.removedAt === null) : ports;
}
