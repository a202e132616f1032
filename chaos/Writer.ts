import { ask } from './ask.js';
import { fqnOf, versionOf, written } from './documents.js';
import type { Tally } from './Tally.js';
import type { Weather } from './Weather.js';

const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { version } userErrors { code message } compilation { diagnostics { code message } } } }`;

interface Published {
  readonly publishProduct: { readonly product: { readonly version: string } | null } | null;
}

/**
 * Writes one product, version after version. One whose answer did not come, or was UNAVAILABLE, is sent again to another
 * replica with the same idempotency key, as a client should: whether it was written once is seen afterwards.
 */
export class Writer {
  /** How many versions were acknowledged: 1.1.0 and on. */
  acknowledged = 0;
  private busy = false;
  private readonly fqn: string;

  constructor(
    private readonly product: number,
    private readonly run: string,
    private readonly urls: readonly string[],
    private readonly tally: Tally,
    private readonly weather: Weather,
  ) {
    this.fqn = fqnOf(product);
  }

  get free(): boolean {
    return !this.busy;
  }

  /** Sends the next version, or the last again. */
  async write(replica: number): Promise<void> {
    this.busy = true;
    const nth = this.acknowledged + 1;
    const input = {
      source: written(this.product, nth),
      file: `${this.fqn}.yaml`,
      expectedVersion: versionOf(nth - 1),
      idempotencyKey: `${this.run}-${this.fqn}-${nth}`,
    };
    const from = this.weather.now();
    const said = await ask(this.urls[replica] ?? '', PUBLISH, { input });
    this.tally.note('publish', replica, said, from);
    if (said.code === 'OK') this.take(said.data as Published, nth);
    this.busy = false;
  }

  private take({ publishProduct }: Published, nth: number): void {
    if (publishProduct?.product?.version === versionOf(nth)) this.acknowledged = nth;
    else this.tally.fault(`${this.fqn} ${versionOf(nth)} was refused: ${JSON.stringify(publishProduct)}`);
  }
}
