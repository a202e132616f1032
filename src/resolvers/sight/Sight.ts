import { most, portAccess, seekerFor, type SoughtPort } from '../../access/portAccess.js';
import { decide, type Decision } from '../../access/decide.js';
import { sightKey, type Principal } from '../../access/Principal.js';
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

  /** Who has the same may see the same. */
  get key(): string {
    return sightKey(this.principal);
  }

  /** Of an output port, by its fqn; of one that its product dropped, by what it granted last. */
  async port(fqn: string): Promise<Decision> {
    const port = await this.loaders().outputPortByFqn.load(fqn);
    const product = port && (await this.loaders().productById.load(port.productId));
    if (!product) return this.product(fqn.split('.').slice(0, 2).join('.'));
    return this.ofProduct(product, [port], fqn);
  }

  /** Of a product, by its fqn: its documents tell of all its output ports. */
  async product(fqn: string): Promise<Decision> {
    const product = await this.loaders().productByFqn.load(fqn);
    if (!product) return this.owned(fqn);
    return this.ofProduct(product, await this.loaders().outputPortsOfProduct.load(product.id), fqn);
  }

  /** Of what a product has been, by its fqn: its versions tell of the output ports that it dropped since, too. */
  async versions(fqn: string): Promise<Decision> {
    const product = await this.loaders().productByFqn.load(fqn);
    if (!product) return this.owned(fqn);
    return this.ofProduct(product, await this.loaders().everyOutputPortOfProduct.load(product.id), fqn);
  }

  /** Of a contract: who may see the port, or owns a consumer to which the port is granted. */
  async contract({ providerPortId, consumerProductId }: ContractRow): Promise<Decision> {
    const { outputPortById, productById } = this.loaders();
    const [port, consumer] = await Promise.all([
      outputPortById.load(providerPortId),
      productById.load(consumerProductId),
    ]);
    return port && consumer ? this.consumed(port.fqn, consumer.fqn) : this.nothing();
  }

  /** Of an output port that a product reads, by their fqns: its owners see what is granted to it. */
  async consumed(fqn: string, consumer: string | null): Promise<Decision> {
    const seen = await this.port(fqn);
    if (seen.allowed || consumer === null) return seen;
    const own = await this.owned(consumer);
    return own.allowed && (await this.grants(fqn, consumer)) ? own : seen;
  }

  /** Of what is not there any more, or cannot be told: nobody. */
  nothing(): Decision {
    const nobodys = { domain: '', domainOwners: [], ofPlatform: false, product: 'it', productOwners: [] };
    return this.decided({ kind: 'product', ...nobodys });
  }

  /** Of all that a domain has. */
  async domain(name: string): Promise<Decision> {
    return this.decided({ kind: 'domainManifest', name, ...(await this.domainFacts(name)) });
  }

  /** Of what is the product's alone, whatever it offers: its owners. */
  private async owned(fqn: string): Promise<Decision> {
    const product = await this.loaders().productByFqn.load(fqn);
    if (product) return this.ofProduct(product, [], fqn);
    const domain = await this.domainFacts(domainOf(fqn));
    return this.decided({ kind: 'product', ...domain, product: fqn, productOwners: [], behind: [] });
  }

  /** Whether an output port is granted to a product. */
  private async grants(fqn: string, consumer: string): Promise<boolean> {
    const port = await this.loaders().outputPortByFqn.load(fqn);
    if (!port) return false;
    const sought = await soughtPort(port, domainOf(fqn), this.loaders());
    return most(portAccess(sought, seekerFor({ kind: 'product', grantee: consumer }))) !== null;
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
    return decide({ ...this.principal, name: 'You' }, 'seeDetails', subject);
  }
}
