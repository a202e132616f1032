import type { SoughtPort } from '../../access/portAccess.js';
import { decide, type Decision } from '../../access/decide.js';
import type { Principal } from '../../access/Principal.js';
import type { DomainFacts, ProductFacts } from '../../access/subjects.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import type { Loaders } from '../request/loaders.js';

const domainOf = (fqn: string): string => fqn.split('.')[0] ?? '';

/** An output port with all that grants it to somebody. */
export async function soughtPort(port: OutputPortRow, domain: string, loaders: Loaders): Promise<SoughtPort> {
  const namespace = port.namespaceId === null ? null : await loaders.namespaceById.load(port.namespaceId);
  const grants = namespace ? await loaders.grantsOfNamespace.load(namespace.id) : [];
  return { fqn: port.fqn, domain, access: port.access, namespace: namespace && { path: namespace.path, grants } };
}

/**
 * What somebody may see of the mesh where `READ_POLICY=grants`: columns and documents of what is granted to him, or his
 * own; by the rights of today, also of what stood before.
 */
export class Sight {
  constructor(
    private readonly principal: Principal,
    private readonly loaders: () => Loaders,
  ) {}

  /** Of an output port, by its fqn. */
  async port(fqn: string): Promise<Decision> {
    const port = await this.loaders().outputPortByFqn.load(fqn);
    const product = port && (await this.loaders().productById.load(port.productId));
    if (!product) return this.product(fqn.split('.').slice(0, 2).join('.'));
    return this.ofProduct(product, [port], fqn);
  }

  /** Of a product, by its fqn: its documents tell of all its output ports. */
  async product(fqn: string): Promise<Decision> {
    const product = await this.loaders().productByFqn.load(fqn);
    if (product) return this.ofProduct(product, await this.loaders().outputPortsOfProduct.load(product.id), fqn);
    const domain = await this.domainFacts(domainOf(fqn));
    return this.decided({ kind: 'product', ...domain, product: fqn, productOwners: [], behind: [] });
  }

  /** Of a contract: who may see the port, and whose the consumer is. */
  async contract({ providerPortId, consumerProductId }: ContractRow): Promise<Decision> {
    const { outputPortById, productById } = this.loaders();
    const [port, consumer] = await Promise.all([
      outputPortById.load(providerPortId),
      productById.load(consumerProductId),
    ]);
    const own = consumer && (await this.ofProduct(consumer, [], consumer.fqn));
    if (own?.allowed || !port) return own ?? this.decided({ kind: 'nothing', name: 'the contract' });
    return this.port(port.fqn);
  }

  /** Of all that a domain has. */
  async domain(name: string): Promise<Decision> {
    return this.decided({ kind: 'domainManifest', name, ...(await this.domainFacts(name)) });
  }

  private async ofProduct(product: ProductRow, ports: readonly OutputPortRow[], name: string): Promise<Decision> {
    const facts = await this.productFacts(product);
    const behind = await Promise.all(ports.map((port) => soughtPort(port, facts.domain, this.loaders())));
    return this.decided({ kind: 'port', name, ...facts, behind });
  }

  private async productFacts({ domainId, fqn, ownerTeam: team, ownerEmail: email }: ProductRow): Promise<ProductFacts> {
    const domain = await this.loaders().domainById.load(domainId);
    return {
      ...(await this.domainFacts(domain?.name ?? domainOf(fqn))),
      product: fqn,
      productOwners: [{ team, email }],
    };
  }

  private async domainFacts(name: string): Promise<DomainFacts> {
    const known = await this.loaders().domainFactsByName.load(name);
    return known ?? { domain: name, domainOwners: [], ofPlatform: false };
  }

  private decided(subject: Parameters<typeof decide>[2]): Decision {
    return decide(this.principal, 'seeDetails', subject);
  }
}
