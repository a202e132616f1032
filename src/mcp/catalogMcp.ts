import { McpServer, type CallToolResult, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { Refused, type Execute } from './answer/execute.js';
import type { Tool } from './answer/tool.js';
import { addPrompts } from './prompts.js';
import { addResources } from './resources.js';
import { TOOLS } from './tools/index.js';
import { acknowledge } from './writes/acknowledge.js';
import { announce } from './writes/announce.js';

export interface McpParts {
  /** Asks the API as whoever asks for the tools. */
  readonly execute: Execute;
  /** Whether there are tools that write (MCP_WRITES). */
  readonly writes: boolean;
  /** Of the package. */
  readonly version: string;
}

const INSTRUCTIONS = `The catalog of a data mesh: data products with output ports, the contracts between them, lineage, SLAs.
Names: a product is "domain.product", a port "domain.product.port", a column "domain.product.port/column"; search finds them.
Ask several names in one call. An answer has whole items and at most 20,000 characters: where hasMore is true, ask again with the same arguments and its cursor.
An error with whose: "caller" says what to ask otherwise, often with nearMatches; whose: "catalog" is worth asking again later.
You see what the person whose token you use may see: detailsHidden says that columns and documents are not shown.`;

const textOf = (answer: object, isError = false): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(answer) }],
  ...(isError && { isError }),
});

/** A schema that is turned into JSON Schema once, however many servers are made of it: there is one a request. */
function turnedOnce(input: Tool['input']): StandardSchemaWithJSON<Record<string, unknown>> {
  const { jsonSchema, ...standard } = input['~standard'];
  const known = new Map<string, Record<string, unknown>>();
  return {
    '~standard': {
      ...standard,
      jsonSchema: {
        ...jsonSchema,
        input: (options) => {
          const made = known.get(options.target) ?? jsonSchema.input(options);
          known.set(options.target, made);
          return made;
        },
      },
    },
  };
}

const INPUTS = new Map([...TOOLS, acknowledge, announce].map(({ name, input }) => [name, turnedOnce(input)]));

function addTool(
  server: McpServer,
  { name, title, description, input, readOnly, answer }: Tool,
  execute: Execute,
): void {
  const annotations = { readOnlyHint: readOnly, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  server.registerTool(
    name,
    { title, description, inputSchema: INPUTS.get(name) ?? input, annotations },
    async (args) => {
      try {
        return textOf(await answer(execute, args));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return textOf({ error: error.told }, true);
      }
    },
  );
}

/** The catalog as a server of the Model Context Protocol, for one caller; the same over HTTP and over stdio. */
export function catalogMcp({ execute, writes, version }: McpParts): McpServer {
  const server = new McpServer({ name: 'floe-catalog', version }, { instructions: INSTRUCTIONS });
  const tools = writes ? [...TOOLS, acknowledge, announce] : TOOLS;
  for (const tool of tools) addTool(server, tool, execute);
  addResources(server, execute);
  addPrompts(server);
  return server;
}
