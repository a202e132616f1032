import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';

const CHANGE = z.object({
  product: z.string().describe('The fqn of the product that is to change, e.g. sales.customer-360.'),
  change: z.string().describe('What is to change, in words or as the new document.'),
});

const COLUMN = z.object({
  port: z.string().describe('The fqn of the output port, e.g. marketing.campaign-attribution.customer_interactions.'),
  column: z.string().describe('The column that is to go.'),
});

const said = (text: string) => ({ messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] });

/** Questions that people ask again and again, with the tools that answer them. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'is_my_change_safe',
    {
      title: 'Is my change safe?',
      description: 'What a change of a product means for whoever reads it.',
      argsSchema: CHANGE,
    },
    ({ product, change }) =>
      said(`I want to change ${product}:

${change}

Is that safe? Read floe://${product}/data-product.yaml, and the other files from my folder. Make the document as it would be, and ask the tool impact with it (products). Tell me: what changes and how grave each change is; every consumer with its verdict and why; what lies behind them; which version and which notice it asks for; and what I should do, step by step. Name nothing that no tool told you. Where an answer says hasMore, ask on with its cursor before you judge.`),
  );
  server.registerPrompt(
    'may_i_drop_this_column',
    {
      title: 'May I drop this column?',
      description: 'Who reads a column, and what breaks if it goes.',
      argsSchema: COLUMN,
    },
    ({ port, column }) =>
      said(
        `May I drop the column ${column} of ${port}? Ask the tool impact with drops, the tool port for who reads it, and the tool lineage with level COLUMN from ${port}/${column} for what is made of it. Tell me who breaks, who to ask first, and how long the notice is.`,
      ),
  );
}
