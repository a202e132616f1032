import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { catalogMcp, type McpParts } from './catalogMcp.js';

export interface HttpMcpParts extends McpParts {
  /** Is told of what is no mistake of the client's. */
  readonly onError: (error: Error) => void;
}

/**
 * Answers one request of MCP's streamable HTTP whose body was read: stateless, so that any process answers any request;
 * clients of 2025's protocol are answered too. There is nothing to subscribe to: catalogChanged is followed over GraphQL.
 */
export async function answerMcp(
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  { onError, ...parts }: HttpMcpParts,
): Promise<void> {
  const handler = createMcpHandler(() => catalogMcp(parts), { maxSubscriptions: 0 });
  await toNodeHandler(handler, { onerror: onError })(request, response, body);
}
