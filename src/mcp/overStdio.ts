import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { catalogMcp, type McpParts } from './catalogMcp.js';

/** Answers over the streams of this process until its input ends. */
export function serveMcp(parts: McpParts, onError: (error: Error) => void): void {
  serveStdio(() => catalogMcp(parts), { onerror: onError });
}
