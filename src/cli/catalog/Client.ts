import { Failure } from '../terminal/Failure.js';

interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export const DEFAULT_URL = 'http://127.0.0.1:4000/graphql';

/** Why a request did not get through, out of what fetch throws. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}

const WITHOUT = 'compile and migrate do without it: --offline.';

/** The catalog, over GraphQL. */
export class Client {
  constructor(readonly url: string) {}

  /** One operation. Throws Failure 1 for what is not found, 2 where the catalog cannot be reached or refuses the request. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.send(JSON.stringify({ query, variables }));
    const [error] = answer.errors ?? [];
    if (error?.extensions?.code === 'NOT_FOUND') throw new Failure(1, error.message);
    if (error) throw new Failure(2, `the catalog refused: ${error.message} (${error.extensions?.code ?? 'no code'})`);
    if (!answer.data) throw new Failure(2, `${this.url} answered without data: it is no catalog.`);
    return answer.data as T;
  }

  private async send(body: string): Promise<GraphQLAnswer> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    let response: Response;
    try {
      response = await fetch(this.url, { method: 'POST', headers, body });
    } catch (error) {
      throw new Failure(
        2,
        `the catalog at ${this.url} cannot be reached (${reasonOf(error)}); is \`floe serve\` up? ${WITHOUT}`,
      );
    }
    try {
      return (await response.json()) as GraphQLAnswer;
    } catch {
      throw new Failure(2, `${this.url} answered ${response.status} and no JSON: it is no catalog.`);
    }
  }
}
