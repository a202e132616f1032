import type { Setting } from '../../catalog/Setting.js';
import type { Execute } from '../../../mcp/answer/execute.js';
import { Failure } from '../../terminal/Failure.js';
import { packageVersion } from '../../terminal/packageVersion.js';
import { serveMcp } from '../../../mcp/overStdio.js';

/** `floe mcp`: the catalog's tools for an agent, over stdin and stdout; ends with its input. */
export function mcp({ client, terminal, env }: Setting): void {
  const writes = env['MCP_WRITES'] === 'on';
  const execute: Execute = async (document, variables) => {
    try {
      return await client.answer(document, variables);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { errors: [{ message: error.message, extensions: { code: 'UNAVAILABLE' } }] };
    }
  };
  serveMcp({ execute, writes, version: packageVersion() }, ({ message }) => terminal.err(`floe mcp: ${message}`));
}
