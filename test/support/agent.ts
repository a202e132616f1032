import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { built } from './built.js';

type Said = Readonly<Record<string, unknown>>;

export interface Agent {
  readonly client: Client;
  /** What a tool answers; throws with its words where it refuses. */
  call<T = Said>(tool: string, args: Said): Promise<T>;
  /** What a tool refuses with. */
  refusal(tool: string, args: Said): Promise<Said>;
  /** The text of an answer, as it came. */
  text(tool: string, args: Said): Promise<string>;
}

export interface Told<T = Said> {
  readonly results: readonly T[];
  readonly hasMore: boolean;
  readonly cursor?: string;
  readonly leftOut?: string;
}

const overHttp = (url: string, token: string | null) =>
  new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: token === null ? {} : { authorization: `Bearer ${token}` } },
  });

const overStdio = (url: string) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [built('floe'), 'mcp'],
    env: { FLOE_CATALOG_URL: url, PATH: process.env['PATH'] ?? '' },
    stderr: 'inherit',
  });

/** The SDK's own client, connected to a started server as whoever holds a token. */
export async function connectAgent(
  url: string,
  way: 'http' | 'stdio' = 'http',
  token: string | null = null,
): Promise<Agent> {
  const client = new Client({ name: 'an-agent', version: '1.0.0' });
  await client.connect(way === 'http' ? overHttp(url, token) : overStdio(url));
  const ask = async (name: string, args: Said): Promise<{ readonly text: string; readonly isError: boolean }> => {
    const { content, isError = false } = await client.callTool({ name, arguments: { ...args } });
    const [first] = content as { text: string }[];
    return { text: first?.text ?? '', isError };
  };
  return {
    client,
    call: async <T>(tool: string, args: Said) => {
      const { text, isError } = await ask(tool, args);
      if (isError) throw new Error(text);
      return JSON.parse(text) as T;
    },
    refusal: async (tool, args) => {
      const { text, isError } = await ask(tool, args);
      if (!isError) throw new Error(`${tool} answers: ${text}`);
      return (JSON.parse(text) as { error: Said }).error;
    },
    text: async (tool, args) => (await ask(tool, args)).text,
  };
}
