import type { ExportFormat } from '../../compiler/compile.js';
import type { Context } from '../../context.js';
import { outputPortsOf } from './outputPortsOf.js';
import { productOfPart } from './productOfPart.js';
import type { OutputPortSource } from '../sources/sources.js';

const exported = (port: OutputPortSource) => ({ ...port, table: port.tableName });

/** The document of an output port in the version that it was taken in. Throws where the port belongs to no product. */
export async function portSource(port: OutputPortSource, format: ExportFormat, context: Context): Promise<string> {
  const product = await productOfPart(port, context);
  if (!product) throw new Error(`port ${port.fqn} belongs to no product`);
  const { fqn, version, ownerTeam: team, ownerEmail: email, ownerSlack: slack, file: path, source: content } = product;
  const siblings = format === 'odcs' ? await outputPortsOf(product, context) : [];
  const ports = siblings.some(({ name }) => name === port.name) ? siblings : [...siblings, port];
  const whole = { product: { fqn, version, ownership: { team, email, slack } }, ports: ports.map(exported) };
  const document = { path, content };
  const { result } = await context.compiling('portDocument', { port: exported(port), whole, document, format });
  return result;
}
