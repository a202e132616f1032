import * as z from 'zod';
import { nearest } from '../../compiler/values/nearest.js';
import { ask, Refused, type Execute } from '../answer/execute.js';
import type { Part } from '../answer/gather.js';
import { reading } from '../answer/tool.js';
import { PRODUCT_DOCUMENT } from './documents.js';
import { notFound } from './near.js';
import { previewOf } from './preview.js';

const SCHEMA = `query Schema($fqn: String!) {
  outputPort(fqn: $fqn) { source(format: JSON_SCHEMA) }
}`;
const REACH = 'query Reach($fqn: String!) { reach(of: $fqn) { products ports domains consumers } }';

interface Schema {
  readonly properties?: Record<string, object>;
  readonly required?: readonly string[];
}

/** The schema of a port without some of its columns. Throws Refused for a column that it does not have. */
function without(text: string, columns: readonly string[], fqn: string): string {
  const { properties = {}, required = [], ...others } = JSON.parse(text) as Schema;
  const names = Object.keys(properties);
  const missing = columns.find((each) => !names.includes(each));
  if (missing !== undefined) {
    const near = nearest(missing, names);
    const message = `${fqn} has no column ${missing}. Expected: names of its columns (tool port).`;
    throw new Refused('NOT_FOUND', message, { nearMatches: near === null ? [] : [near] });
  }
  const left = Object.entries(properties).filter(([name]) => !columns.includes(name));
  return JSON.stringify({
    ...others,
    properties: Object.fromEntries(left),
    required: required.filter((name) => !columns.includes(name)),
  });
}

const DROP = z.strictObject({
  port: z.string().min(1).describe('The fqn of an output port.'),
  columns: z.array(z.string().min(1)).min(1).describe('The columns that would go.'),
});
const PORT = z.strictObject({
  fqn: z.string().min(1).describe('The fqn of an output port that stands.'),
  schema: z.string().min(1).describe('Its JSON Schema as it would be, as text.'),
});
const CONTRACT = z.strictObject({
  name: z.string().min(1).describe('The name of a contract that stands.'),
  source: z.string().min(1).describe('The text of the contract document as it would be.'),
});

async function ofDrop(execute: Execute, { port, columns }: z.infer<typeof DROP>): Promise<Part> {
  const { outputPort } = await ask<{ outputPort: { source: string } | null }>(execute, SCHEMA, { fqn: port });
  if (!outputPort) return notFound(execute, 'port', port);
  const input = { port: { fqn: port, schema: without(outputPort.source, columns, port) } };
  const { reach } = await ask<{ reach: object }>(execute, REACH, { fqn: port });
  const part = await previewOf(execute, input, { drop: { port, columns } });
  return { ...part, head: { ...part.head, reachOfThePort: reach } };
}

/** One change that is asked about. */
type Change = (execute: Execute) => Promise<Part>;

interface Asked {
  readonly drops?: readonly z.infer<typeof DROP>[] | undefined;
  readonly products?: readonly object[] | undefined;
  readonly ports?: readonly z.infer<typeof PORT>[] | undefined;
  readonly contracts?: readonly z.infer<typeof CONTRACT>[] | undefined;
}

const changesIn = ({ drops = [], products = [], ports = [], contracts = [] }: Asked): Change[] => [
  ...drops.map(
    (drop): Change =>
      (execute) =>
        ofDrop(execute, drop),
  ),
  ...products.map(
    (product, index): Change =>
      (execute) =>
        previewOf(execute, { product }, { product: index }),
  ),
  ...ports.map(
    (port): Change =>
      (execute) =>
        previewOf(execute, { port }, { port: port.fqn }),
  ),
  ...contracts.map(
    (each): Change =>
      (execute) =>
        previewOf(execute, { contract: each }, { contract: each.name }),
  ),
];

const several = <S extends z.ZodType>(each: S, what: string) => z.array(each).min(1).max(10).optional().describe(what);

export const impact = reading({
  name: 'impact',
  title: 'Ask what a change breaks',
  description:
    'What would break if columns of an output port went, or if a product, a port’s schema or a contract were as a document says: every change and what it means, a verdict for each consumer by the columns that it reads, the products behind them, the version and the notice that it asks for. Writes nothing. Give at least one of drops, products, ports, contracts; each is judged on its own.',
  shape: {
    drops: several(DROP, 'What if these columns went?'),
    products: several(z.strictObject(PRODUCT_DOCUMENT), 'What if these products were so?'),
    ports: several(PORT, 'What if these ports had such schemas?'),
    contracts: several(CONTRACT, 'What if these contracts were so?'),
  },
  subjects: (args) => {
    const asked = changesIn(args);
    if (asked.length > 0) return asked.map((_, index) => String(index));
    throw new Refused(
      'BAD_USER_INPUT',
      'No change is given. Expected: at least one of drops, products, ports, contracts.',
    );
  },
  read: async (execute, { subject, args }) => {
    const change = changesIn(args)[Number(subject)];
    if (!change) throw new Refused('BAD_USER_INPUT', 'This cursor is of another question.');
    return change(execute);
  },
});
