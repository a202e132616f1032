import * as z from 'zod';
import { ask } from '../answer/execute.js';
import { gather } from '../answer/gather.js';
import { digestOf, START } from '../answer/position.js';
import { DIAGNOSTIC, PRODUCT_DOCUMENT } from '../tools/documents.js';
import { previewOf } from '../tools/preview.js';
import { doneOf, previewed } from './previewed.js';

const ANNOUNCE = `mutation Announce($input: AnnounceProductInput!) {
  announceProduct(input: $input) {
    announcement { version status announcedAt effectiveAt contracts { contract { name } } }
    compilation { status diagnostics(severity: ERROR) { ${DIAGNOSTIC} } }
    userErrors { code message path }
  }
}`;

/** What is told of a preview beside a token, in characters. */
const TOLD = 18_000;

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
    const { results, hasMore } = await gather(['it'], async () => part, START, TOLD);
    const more = hasMore
      ? { leftOut: 'The preview is longer: ask the tool impact with this product for all of it.' }
      : {};
    return { told: { ...results[0], ...more }, decides: digestOf([head, part.items]) };
  },
  carryOut: async (execute, args, token) => {
    const input = { ...args, idempotencyKey: `mcp ${token}` };
    const answer = await ask<{ announceProduct: Parameters<typeof doneOf>[0] }>(execute, ANNOUNCE, { input });
    return doneOf(answer.announceProduct);
  },
});
