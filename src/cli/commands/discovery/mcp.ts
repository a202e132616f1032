import type { Setting } from '../../catalog/Setting.js';
import { packageVersion } from '../../terminal/packageVersion.js';
import { serveMcp } from '../../../mcp/overStdio.js';

/** `floe mcp`: the catalog's tools for an agent, over stdin and stdout; ends with its input. */
export function mcp({ client, terminal, env }: Setting): void {
  const writes = env['MCP_WRITES'] === 'on';
  const execute = client.answer.bind(client);
  serveMcp({ execute, writes, version: packageVersion() }, ({ message }) => terminal.err(`floe mcp: ${message}`));
}
