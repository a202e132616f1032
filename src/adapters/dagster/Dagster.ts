import { setTimeout as pause } from 'node:timers/promises';
import { DagsterError } from './DagsterError.js';

/** Where Dagster is, and who asks. */
export interface DagsterSettings {
  /** Its web server, e.g. `http://dagster.acme.com:3000` or `https://acme.dagster.cloud/prod`. */
  readonly url: string;
  /** Of Dagster Cloud. */
  readonly token?: string;
  /** How long one answer may take, in milliseconds; half a minute where absent. */
  readonly limitMs?: number;
  /** Before what is only read is asked again, in milliseconds; twice as long each time. A quarter second where absent. */
  readonly pauseMs?: number;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message?: string }[];
}

const LIMIT_MS = 30_000;
const PAUSE_MS = 250;
/** Questions are asked so often where the network or the server fails. */
const TRIES = 4;

/** Requests to `POST /graphql` of a Dagster. */
export class Dagster {
  private readonly address: string;

  constructor(private readonly settings: DagsterSettings) {
    this.address = `${settings.url.replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql`;
  }

  /** What is only read: asked again where the network or the server fails. Throws DagsterError. */
  async read<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    for (let tried = 1; ; tried += 1)
      try {
        return await this.ask<T>(query, variables, signal);
      } catch (error) {
        const isPassing = error instanceof DagsterError && error.code === 'UNREACHABLE';
        if (!isPassing || tried === TRIES) throw error;
        await pause((this.settings.pauseMs ?? PAUSE_MS) * 2 ** (tried - 1), undefined, { signal });
      }
  }

  /** One request, asked once. Throws DagsterError: UNREACHABLE also where nobody knows whether it was carried out. */
  async ask<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    const response = await this.post(JSON.stringify({ query, variables }), signal);
    const text = await this.heard(response.text(), signal);
    const { status } = response;
    if (status === 401 || status === 403)
      throw this.error('UNAUTHORIZED', `it answered ${status}`, 'Set DAGSTER_TOKEN to a token that may run jobs there');
    if (status >= 500 || status === 429) throw this.error('UNREACHABLE', `it answered ${status}`, 'Try again later');
    const answer = this.answerIn(text, status);
    const [error] = answer.errors ?? [];
    if (error || !answer.data)
      throw this.error(
        'FAILED',
        `it answers: ${error?.message ?? 'nothing'}`,
        'Look whether its version is one of 1.4 or later',
      );
    return answer.data as T;
  }

  /** An error about this Dagster. */
  error(code: DagsterError['code'], what: string, mend?: string): DagsterError {
    return new DagsterError(code, this.settings.url, what, mend);
  }

  private post(body: string, signal?: AbortSignal): Promise<Response> {
    const { token, limitMs = LIMIT_MS } = this.settings;
    const limit = AbortSignal.timeout(limitMs);
    const request = fetch(this.address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token !== undefined && { 'Dagster-Cloud-Api-Token': token }),
      },
      body,
      redirect: 'error', // a token is not shown to others
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return this.heard(request, signal);
  }

  private async heard<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      signal?.throwIfAborted();
      const { message, cause } = error as Error;
      const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
      throw this.error('UNREACHABLE', why, 'Look whether it runs there (DAGSTER_URL)');
    }
  }

  private answerIn(text: string, status: number): Answer {
    try {
      const answer: unknown = JSON.parse(text);
      if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer))
        return answer as Answer;
    } catch {
      // said below
    }
    throw this.error(
      'NOT_DAGSTER',
      `it answered ${status} and no GraphQL to POST /graphql`,
      'DAGSTER_URL is the address of its web server, below which /graphql lies',
    );
  }
}
