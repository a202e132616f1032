import * as z from 'zod';
import { Refused, type Execute } from '../answer/execute.js';
import { gather, type Item } from '../answer/gather.js';
import { digestOf, START } from '../answer/position.js';
import { inputOf, type Tool } from '../answer/tool.js';

interface Write<S extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly shape: S;
  /** What would be done, as it is told; `decides` is that of it by which a later call is held to be of the same. Throws Refused. */
  readonly preview: (
    execute: Execute,
    args: z.infer<z.ZodObject<S>>,
  ) => Promise<{ readonly told: object; readonly decides: unknown }>;
  /** Does it. Throws Refused. */
  readonly carryOut: (execute: Execute, args: z.infer<z.ZodObject<S>>, token: string) => Promise<object>;
}

const TOKEN = z
  .string()
  .optional()
  .describe('The `token` of the preview, once a person has agreed to what it tells. Without it nothing is written.');

/**
 * A tool that writes: called without a token it tells what it would do, and a token of that; called again with the same
 * arguments and the token it does it. Where that would no longer be what was previewed, nothing is written.
 */
export function previewed<S extends z.ZodRawShape>({ shape, preview, carryOut, ...told }: Write<S>): Tool {
  return {
    ...told,
    input: inputOf({ ...shape, token: TOKEN }),
    readOnly: false,
    answer: async (execute, given) => {
      const { token, ...rest } = given as { readonly token?: string };
      const args = rest as z.infer<z.ZodObject<S>>;
      const seen = await preview(execute, args);
      const now = digestOf([told.name, args, seen.decides]);
      const next = `Nothing is written yet. To do this, call ${told.name} again with the same arguments and this token.`;
      if (token === undefined) return { done: false, preview: seen.told, token: now, next };
      if (token === now) return { done: true, ...(await carryOut(execute, args, token)) };
      const message =
        'The token is not of a preview of this. Expected: that of a preview with these arguments, of the mesh as it stands.';
      throw new Refused('CONFLICT', message, { preview: seen.told, token: now });
    },
  };
}

/** What is told beside a token, in characters. */
const TOLD = 18_000;

/** An object with its lists as far as whole items fit beside a token; what is left out is told, with who tells all of it. */
export async function bounded(value: object, allBy: string): Promise<object> {
  const lists = Object.entries(value).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const items = lists.flatMap(([list, values]) => values.map((each): Item => ({ list, value: each })));
  const head = { ...value, ...Object.fromEntries(lists.map(([list]) => [list, []])) };
  const { results, hasMore } = await gather(['it'], async () => ({ key: {}, head, items }), START, TOLD);
  return { ...results[0], ...(hasMore && { leftOut: `This is longer: ${allBy} tells all of it.` }) };
}

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

/** What a mutation answers, as far as it fits. Throws Refused for what it refuses. */
export async function doneOf<T extends Payload>({ userErrors, ...told }: T, allBy: string): Promise<object> {
  const parts = Object.entries(told).map(async ([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? await bounded(value, allBy) : value,
  ]);
  const done = Object.fromEntries(await Promise.all(parts)) as object;
  const [error] = userErrors;
  if (error) throw new Refused(error.code, error.message, { path: error.path, done });
  return done;
}
