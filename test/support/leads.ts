import { createActions } from '../../src/actions/createActions.js';
import type { Actions } from '../../src/actions/actions.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';
import { sql, type Dialect } from '../../src/entities/sql.js';
import { Graph } from '../resolvers/graph.js';
import { mustPublish, publishAcmeManifests } from './acme.js';
import { openTestDatabase } from './databases.js';

export const LEADS = 'sales.leads';
const REF = 'sales.leads.out';

/** A product of sales. */
export const product = (name: string, version: string, rest: string): ProductRequest => ({
  source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "${version}", description: "A product"}
domain: {ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0"}
ownership: {team: sales-analytics, email: sales-analytics@acme.com}
${rest}`,
  file: 'data-product.yaml',
  files: [],
});

/** sales.leads with a port of these columns, and one more that nobody reads; without columns it has no such port. */
export const leads = (version: string, ...columns: readonly string[]): ProductRequest => {
  const port = (name: string, own: readonly string[]): string => `
  - name: ${name}
    description: Leads
    table: sales.gold.leads_${name}
    access: {default: allow}
    schema: {columns: [${own.map((each) => `{name: ${each}, type: string, description: It}`).join(', ')}]}`;
  const ports = columns.length > 0 ? [port('out', columns), port('rest', ['id'])] : [port('rest', ['id'])];
  return product('leads', version, `output_ports:${ports.join('')}\n`);
};

/** A product of sales that reads these columns of sales.leads; all where none is named, and nothing where `null`. */
export const reader = (name: string, version: string, ...columns: readonly string[] | [null]): ProductRequest => {
  if (columns[0] === null) return product(name, version, 'output_ports: []\n');
  const declared = columns.length === 0 ? '' : `, columns: [${columns.join(', ')}]`;
  return product(name, version, `input_ports: [{name: leads, source: {type: data_product, ref: ${REF}${declared}}}]\n`);
};

export interface Entry {
  readonly kind: string;
  readonly path: string;
  readonly before: unknown;
  readonly effectiveAt: string | null;
  readonly message: string;
}

/** sales.leads 1.0.0 with the columns id, email and phone, in the platforms of acme, at noon of the day that is set. */
export class Leads {
  private constructor(
    readonly graph: Graph,
    readonly actions: Actions,
    private readonly moment: { now: Date },
  ) {}

  static async of(dialect: Dialect): Promise<Leads> {
    const moment = { now: new Date('2026-01-15T12:00:00.000Z') };
    const db = await openTestDatabase(dialect);
    const clock = { now: () => moment.now };
    const graph = new Graph({ db, clock, actor: { name: 'ada' }, registry: { base: null } });
    const mesh = new Leads(graph, createActions(graph.kit), moment);
    await publishAcmeManifests(mesh.actions);
    await mesh.publish(leads('1.0.0', 'id', 'email', 'phone'));
    return mesh;
  }

  /** Goes to noon of this day, or to this instant. */
  on(day: string): void {
    this.moment.now = new Date(day.includes('T') ? day : `${day}T12:00:00.000Z`);
  }

  publish(request: ProductRequest): Promise<void> {
    return mustPublish(this.actions, request);
  }

  /** Announces a version; the day from which it may be published. Throws where it is refused. */
  async announce(request: ProductRequest): Promise<string> {
    const { announcement, compilation, userErrors } = await this.actions.announceProduct(request);
    if (!announcement) throw new Error(JSON.stringify([userErrors, compilation.diagnostics], null, 2));
    return announcement.effectiveAt.slice(0, 10);
  }

  /** What the mutation said where it refused. */
  async refusal(
    request: ProductRequest,
    how: 'publishProduct' | 'announceProduct' = 'publishProduct',
  ): Promise<string[]> {
    const { userErrors } = await this.actions[how](request);
    return userErrors.map(({ code, message }) => `${code} ${message}`);
  }

  /** The entries of the feed of the contract with this consumer. */
  feed(consumer: string): Promise<Entry[]> {
    return this.graph.db.all<Entry>(sql`
      SELECT kind AS "kind", path AS "path", before AS "before", effective_at AS "effectiveAt", message AS "message"
      FROM contract_changes WHERE consumer_product = ${`sales.${consumer}`} ORDER BY seq`);
  }

  /** What the feed of a consumer told of announcements last: kinds and paths. */
  async told(consumer: string, last: number): Promise<string[]> {
    return (await this.feed(consumer)).slice(-last).map(({ kind, path }) => `${kind} ${path}`.trim());
  }

  /** The severity of what a consumer's compile says of a notice, with the changes; nothing where it says nothing. */
  async warned(request: ProductRequest): Promise<string[]> {
    const { diagnostics } = await this.actions.compileProduct(request);
    return diagnostics
      .filter(({ code }) => code === 'CONTRACT_NOTICE_RUNNING')
      .map(({ severity, notes }) => [severity, ...notes.map((note) => note.split(/:| \(/)[0] ?? '')].join(' '));
  }

  /** What is announced of sales.leads, now or then, as `2.0.0 on 2026-01-22: scoring (accepted)`. */
  async announced(asOf?: string): Promise<string | null> {
    const at = asOf ? `, asOf: "${asOf}"` : '';
    const { product } = await this.graph.ask<{ product: { announcement: Answered | null } }>(`{
      product(fqn: "${LEADS}"${at}) { announcement { version status effectiveAt
        contracts { response changes { path } contract { consumer { name } } } } } }`);
    const { announcement } = product;
    if (!announcement) return null;
    const named = announcement.contracts.map(({ response, contract }) =>
      [contract.consumer.name, ...(response ? [`(${response.toLowerCase()})`] : [])].join(' '),
    );
    return `${announcement.version} on ${announcement.effectiveAt.slice(0, 10)}: ${named.join(', ')}`;
  }

  /** The name of the contract with this consumer. */
  async contract(consumer: string): Promise<string> {
    const row = await this.graph.db.one<{ name: string }>(sql`
      SELECT k.name AS "name" FROM contracts k JOIN products p ON p.id = k.consumer_product_id
      WHERE p.fqn = ${`sales.${consumer}`}`);
    return row?.name ?? '';
  }

  /** Answers for a consumer; what was refused. */
  async answer(consumer: string, response: 'accepted' | 'migrating' | 'blocked', note?: string): Promise<string[]> {
    const contract = await this.contract(consumer);
    const { userErrors } = await this.actions.acknowledgeChange({ contract, response, note: note ?? null });
    return userErrors.map(({ code, message }) => `${code} ${message}`);
  }
}

interface Answered {
  readonly version: string;
  readonly effectiveAt: string;
  readonly contracts: readonly {
    readonly response: string | null;
    readonly contract: { readonly consumer: { readonly name: string } };
  }[];
}
