import { itemsOf } from '../answer/connection.js';
import { ask, type Execute } from '../answer/execute.js';
import type { Part } from '../answer/gather.js';
import { DIAGNOSTIC } from './documents.js';

const PREVIEW = `query Preview($input: PreviewChangeInput!) {
  previewChange(input: $input) {
    diagnostics { ${DIAGNOSTIC} }
    preview {
      fqn before after bump requiredVersion publishable notice effectiveAt
      ports { port changes { severity rule bump message path demotedBy } }
      consumers { contract { name } consumer { fqn } port verdict columns changes { message } }
      downstream { product { fqn } depth via }
    }
  }
}`;

interface Named {
  readonly fqn: string;
}

interface Consumer {
  readonly contract: { readonly name: string };
  readonly consumer: Named;
  readonly changes: readonly { readonly message: string }[];
}

interface Previewed {
  readonly diagnostics: readonly object[];
  readonly preview: {
    readonly ports: readonly { readonly port: string; readonly changes: readonly object[] }[];
    readonly consumers: readonly Consumer[];
    readonly downstream: readonly {
      readonly product: Named;
      readonly depth: number;
      readonly via: readonly string[];
    }[];
    readonly effectiveAt: string | null;
    readonly [field: string]: unknown;
  } | null;
}

const toldConsumer = ({ contract, consumer, changes, ...verdict }: Consumer): object => ({
  contract: contract.name,
  consumer: consumer.fqn,
  ...verdict,
  because: changes.map(({ message }) => message),
});

/** What a change would mean, as previewChange tells it; writes nothing. Throws Refused. */
export async function previewOf(execute: Execute, input: object, key: object): Promise<Part> {
  const { previewChange } = await ask<{ previewChange: Previewed }>(execute, PREVIEW, { input });
  const { diagnostics, preview } = previewChange;
  const found = itemsOf('diagnostics', diagnostics);
  if (!preview) return { key, head: { preview: null, diagnostics: [] }, items: found };
  const { ports, consumers, downstream, ...head } = preview;
  const changes = ports.flatMap(({ port, changes: own }) => own.map((change) => ({ port, ...change })));
  const behind = downstream.map(({ product, ...way }) => ({ product: product.fqn, ...way }));
  return {
    key,
    head: { ...head, changes: [], consumers: [], downstream: [], diagnostics: [] },
    items: [
      ...itemsOf('changes', changes),
      ...itemsOf('consumers', consumers.map(toldConsumer)),
      ...itemsOf('downstream', behind),
      ...found,
    ],
  };
}
