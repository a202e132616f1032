import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../terminal/Failure.js';

interface Extensions extends Readonly<Record<string, unknown>> {
  readonly code?: string;
  readonly nearMatches?: readonly string[];
}

interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Extensions }[];
}

export const DEFAULT_URL = 'http://127.0.0.1:4000/graphql';

/**
 * The address of GraphQL of a catalog: of `http://host:port`, with or without a path, with or without a slash at its end.
 * Throws Failure 2 for what is no address.
 */
export function graphqlAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new Failure(2, `"${text}" is no address of a catalog: expected e.g. FLOE_CATALOG_URL=${DEFAULT_URL}.`);
  url.pathname = url.pathname.replace(/\/+$/, '') || '/graphql';
  return url.href;
}

/** What was asked for is not there; the catalog's names that are like it, best first. */
export class NotThere extends Failure {
  constructor(
    reason: string,
    readonly nearMatches: readonly string[],
  ) {
    super(1, reason);
  }
}

/** The catalog gave no answer: it cannot be reached, or the connection was lost when it may have heard. */
class Unanswered extends Failure {
  constructor(
    reason: string,
    readonly lost: boolean,
  ) {
    super(2, reason);
  }
}

/** What is said of a connection that stood. */
const LOST = /^(ECONNRESET|EPIPE|ETIMEDOUT|UND_ERR_SOCKET|other side closed|terminated)$/;
/** How long is waited before each time that it is asked again. */
const AGAIN_MS = [200, 1_000, 3_000];

/** Why a request did not get through, out of what fetch throws. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}

/** What GraphQL says of a value it cannot read, by the name that the command has for it: `data-at: "soon" is ...`. */
const plain = (message: string): string =>
  message.replace(
    /^Variable "\$(\w+)" got invalid value .+?(?: at "([^"]+)")?; /s,
    (_, variable: string, at: string | undefined) => `${optionOf(at ?? variable)}: `,
  );

/** `input.observations[0].dataAt` -> `data-at` */
const optionOf = (path: string): string =>
  (path.split('.').at(-1) ?? path).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const SIGN_IN = 'Sign in with `floe login`, or set FLOE_TOKEN.';
const WITHOUT = 'compile and migrate do without it: --offline.';

function unanswered(url: string, error: unknown): Unanswered {
  const reason = reasonOf(error);
  if (!LOST.test(reason))
    return new Unanswered(
      `the catalog at ${url} cannot be reached (${reason}); is \`floe serve\` up? ${WITHOUT}`,
      false,
    );
  return new Unanswered(`the connection to ${url} was lost (${reason}): what was asked may have been done.`, true);
}

/** The catalog, over GraphQL. */
export class Client {
  constructor(
    private readonly address: string,
    /** The token that is sent to the catalog of this address; null for none. */
    private readonly credentials: (url: string) => Promise<string | null> = async () => null,
  ) {}

  /** The header that says who is asking; none where nobody has signed in. Throws Failure 2 where a token cannot be had. */
  async authorization(): Promise<Readonly<Record<string, string>>> {
    const token = await (this.token ??= this.credentials(this.url));
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }
  private token: Promise<string | null> | undefined;

  /** Where GraphQL is served. Throws Failure 2 for what is no address. */
  get url(): string {
    return graphqlAddress(this.address);
  }

  /** One operation. Throws NotThere for what is not found, 2 where the catalog cannot be reached or refuses the request. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.send(JSON.stringify({ query, variables }));
    const [error] = answer.errors ?? [];
    if (error?.extensions?.code === 'NOT_FOUND') throw new NotThere(error.message, error.extensions.nearMatches ?? []);
    if (error?.extensions?.code === 'UNAUTHENTICATED')
      throw new Failure(2, `the catalog refused: ${error.message} ${SIGN_IN}`);
    if (error)
      throw new Failure(2, `the catalog refused: ${plain(error.message)} (${error.extensions?.code ?? 'no code'})`);
    if (!answer.data) throw new Failure(2, `${this.url} answered without data: it is no catalog.`);
    return answer.data as T;
  }

  /**
   * A mutation that creates something, carried out once: it goes under a key of its own, and is asked again where the
   * connection is lost (docs/concurrency.md). Throws as `ask` does.
   */
  async carryOut<T>(query: string, input: object): Promise<T> {
    const variables = { input: { ...input, idempotencyKey: randomUUID() } };
    let lost = false;
    for (const wait of AGAIN_MS) {
      try {
        return await this.ask<T>(query, variables);
      } catch (error) {
        lost ||= error instanceof Unanswered && error.lost;
        if (!lost || !(error instanceof Unanswered)) throw error;
        await pause(wait);
      }
    }
    return this.ask<T>(query, variables);
  }

  /** One operation, with its errors as they are told. Throws Failure 2 where the catalog cannot be reached. */
  answer(query: string, variables: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer> {
    return this.send(JSON.stringify({ query, variables }));
  }

  private async send(body: string): Promise<GraphQLAnswer> {
    const { url } = this;
    const json = { 'content-type': 'application/json', accept: 'application/json' };
    const headers = Object.assign(json, await this.authorization());
    let response: Response;
    try {
      response = await fetch(url, { method: 'POST', headers, body });
    } catch (error) {
      throw unanswered(url, error);
    }
    if (response.status === 404) throw new Failure(2, `${url} answered 404: no catalog is served there.`);
    try {
      return (await response.json()) as GraphQLAnswer;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw unanswered(url, error);
      throw new Failure(2, `${url} answered ${response.status} and no JSON: it is no catalog.`);
    }
  }
}
