import { exchange, PATIENCE, type Answer, type Patience } from '../system/exchange.js';
import { SystemError, type SystemErrorCode } from '../system/SystemError.js';

/** Where Dagster is, and who asks. */
export interface DagsterSettings {
  /** Its web server, e.g. `http://dagster.acme.com:3000` or `https://acme.dagster.cloud/prod`. */
  readonly url: string;
  /** Of Dagster Cloud. */
  readonly token?: string;
}

interface Told {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message?: string }[];
}

/** Requests to `POST /graphql` of a Dagster. */
export class Dagster {
  private readonly address: URL;

  constructor(
    private readonly settings: DagsterSettings,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.address = new URL(`${settings.url.replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql`);
  }

  /** What is only read: asked again where the network or the server fails. Throws SystemError. */
  read<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    return this.send(query, variables, { ...this.patience, ...(signal && { signal }) });
  }

  /** One request, asked once. Throws SystemError; where none answers nobody knows whether it was carried out. */
  ask<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    return this.send(query, variables, { ...this.patience, waits: [], ...(signal && { signal }) });
  }

  /** An error about this Dagster. */
  error(code: SystemErrorCode, what: string, mend: string): SystemError {
    return new SystemError({ code, where: `dagster ${this.address.origin}`, what, mend });
  }

  private async send<T>(query: string, variables: object, patience: Patience): Promise<T> {
    const { token } = this.settings;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== undefined && { 'Dagster-Cloud-Api-Token': token }),
    };
    const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
    const answer = await exchange(this.address, init, `dagster ${this.address.origin}`, patience);
    const told = this.toldIn(answer);
    const [error] = told.errors ?? [];
    if (error || !told.data)
      throw this.error(
        'REFUSED',
        `it answers: ${error?.message ?? 'nothing'}`,
        'Look whether it is Dagster 1.4 or later',
      );
    return told.data as T;
  }

  private toldIn({ status, body }: Answer): Told {
    if (status === 401 || status === 403)
      throw this.error(
        'UNAUTHORIZED',
        `it does not let who asks (${status})`,
        'Set DAGSTER_TOKEN to a token that may run jobs there',
      );
    if (status === 429) throw this.error('TOO_MANY_REQUESTS', 'it is asked too often', 'Try again later');
    if (status >= 500) throw this.error('SYSTEM_FAILED', `it failed (${status})`, 'Try again later');
    try {
      const told: unknown = JSON.parse(body);
      if (typeof told === 'object' && told !== null && ('data' in told || 'errors' in told)) return told as Told;
    } catch {
      // said below
    }
    throw this.error(
      'REFUSED',
      `it answers POST /graphql with ${status} and no GraphQL`,
      'DAGSTER_URL is the address of its web server, below which /graphql lies',
    );
  }
}
