import * as z from 'zod';
import { Refused, type Execute } from './execute.js';
import { gather, type Part } from './gather.js';
import { cursorOf, digestOf, positionOf, START } from './position.js';

/** What an agent may call. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Refuses what it does not know. */
  readonly input: z.ZodObject;
  /** Whether it writes nothing. */
  readonly readOnly: boolean;
  /** Throws Refused. */
  readonly answer: (execute: Execute, args: Readonly<Record<string, unknown>>) => Promise<object>;
}

interface Reading<S extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly shape: S;
  /** What is asked about, each read on its own. */
  readonly subjects: (args: z.infer<z.ZodObject<S>>) => readonly string[];
  readonly read: (
    execute: Execute,
    asked: { readonly subject: string; readonly after: string | null; readonly args: z.infer<z.ZodObject<S>> },
  ) => Promise<Part>;
}

/** An input that refuses what it does not know, and says what it knows. */
export const inputOf = (shape: z.ZodRawShape): z.ZodObject =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `Unknown: ${String(keys)}. Expected: ${Object.keys(shape).join(', ')}.`
        : undefined,
  });

const CURSOR = z
  .string()
  .optional()
  .describe('The `cursor` of the last answer, to hear what did not fit into it; all other arguments as they were.');

/** A tool that reads: its answers have whole items, at most 20,000 characters, and say where they go on. */
export function reading<S extends z.ZodRawShape>({ shape, subjects, read, ...told }: Reading<S>): Tool {
  const input = inputOf({ ...shape, cursor: CURSOR });
  return {
    ...told,
    input,
    readOnly: true,
    answer: async (execute, given) => {
      const { cursor, ...rest } = given as { readonly cursor?: string };
      const args = rest as z.infer<z.ZodObject<S>>;
      const question = digestOf([told.name, args]);
      const from = cursor === undefined ? START : positionOf(question, cursor);
      const asked = subjects(args);
      const { results, hasMore, at, leftOut } = await gather(
        asked,
        (subject, after) => read(execute, { subject, after, args }),
        from,
      );
      if (results.length === 1 && asked.length === 1) refuseAlone(results[0]);
      return { results, hasMore, ...(at && { cursor: cursorOf(question, at), leftOut }) };
    },
  };
}

/** What is refused of the only name is what the whole call is refused with. */
function refuseAlone(result: object | undefined): void {
  const { error } = (result ?? {}) as { readonly error?: { code: string; message: string; whose: string } };
  if (!error) return;
  const { code, message, whose: _, ...details } = error;
  throw new Refused(code, message, details);
}

/** Names of one kind, several a call. */
export const namesOf = (what: string, example: string): z.ZodArray<z.ZodString> =>
  z.array(z.string().min(1)).min(1).max(50).describe(`${what}, up to 50, e.g. ["${example}"].`);
