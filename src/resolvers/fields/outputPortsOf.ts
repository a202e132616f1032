import { keptOutputPorts } from '../past/keptParts.js';
import type { OutputPortSource, ProductSource } from '../sources/sources.js';
import type { Context } from '../../context.js';
import { productReadings } from '../readings/products.js';

/** The output ports of a product in the version that it was taken in, in the order of the document. */
export async function outputPortsOf(product: ProductSource, context: Context): Promise<OutputPortSource[]> {
  if (!product.compiled) return productReadings.outputPorts.of(product, context);
  const ports = keptOutputPorts(product, await context.loaders.everyOutputPortOfProduct.load(product.id));
  return product.asOf ? ports.filter((port) => port.removedAt === null) : ports;
}
