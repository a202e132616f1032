import * as z from 'zod';
import { ask } from '../answer/execute.js';
import type { Part } from '../answer/gather.js';
import { digestOf } from '../answer/position.js';
import { DIAGNOSTIC, PRODUCT_DOCUMENT } from '../tools/documents.js';
import { previewOf } from '../tools/preview.js';
import { bounded, doneOf, previewed } from './previewed.js';

const ANNOUNCE = `mutation Announce($input: AnnounceProductInput!) {
  announceProduct(input: $input) {
    announcement { version status announcedAt effectiveAt contracts { contract { name } } }
    compilation { status diagnostics(severity: ERROR) { ${DIAGNOSTIC} } }
    userErrors { code message path }
  }
}`;

/** What was read of one name as one object, each item in its list. */
function listed({ head, items }: Part): object {
  const lists: Record<string, unknown[]> = {};
  for (const { list, value } of items) (lists[list] ??= []).push(value);
  return { ...head, ...lists };
}

export const announce = previewed({
  name: 'announce',
  title: 'Announce a version',
  description:
    'Announces a version of a product: the clock of each contract that it breaks starts, and its consumers are asked to answer. First call: what the change would mean, and a token. Second call, with the token: it is announced.',
  shape: {
    ...PRODUCT_DOCUMENT,
    effectiveAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When it is to be published; when the longest notice has ended if not given.'),
  },
  preview: async (execute, { effectiveAt: _, ...product }) => {
    const part = await previewOf(execute, { product }, {});
    // When a notice would end moves with the clock; everything else decides.
    const { effectiveAt: __, ...head } = part.head as { readonly effectiveAt?: string | null };
    const told = await bounded(listed(part), 'the tool impact, asked for this product,');
    return { told, decides: digestOf([head, part.items]) };
  },
  carryOut: async (execute, args, token) => {
    const input = { ...args, idempotencyKey: `mcp ${token}` };
    const answer = await ask<{ announceProduct: Parameters<typeof doneOf>[0] }>(execute, ANNOUNCE, { input });
    return doneOf(answer.announceProduct, 'the tool contract, asked for notices that run,');
  },
});
