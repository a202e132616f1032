import { valid as validVersion } from 'semver';
import * as z from 'zod';
import { unknownType } from '../../types/knownTypes.js';
import { parseDuration } from '../../values/duration.js';
import { parsePercentage } from '../../values/percentage.js';

/** What a diagnostic says of a field beyond its type; read by issues.ts. */
export interface FieldFacts {
  /** "a duration such as 6h, 7d or PT6H" */
  readonly expected?: string;
  /** Of a mapping whose keys are free: the form of a key (`<layer>_layer`). */
  readonly keys?: string;
  /** The same for people: "<layer>_layer". */
  readonly others?: string;
}
export const fieldFacts = z.registry<FieldFacts>();

/** Every field is described: its meaning, its section of ADR-0021 (or the decision behind it), an example. */
export function field<T extends z.ZodType>(schema: T, description: string, ...examples: unknown[]): T {
  return schema.meta({ description, ...(examples.length > 0 && { examples }) });
}

/** Registers what is expected of a schema. */
export function shaped<T extends z.ZodType>(schema: T, expected: string, keys?: RegExp, others?: string): T {
  fieldFacts.add(schema as z.ZodType, { expected, ...(keys && { keys: keys.source, others }) });
  return schema;
}

/** The names of domains, products, ports, columns of contracts ...: what an fqn is made of. */
const NAME = /^[a-z0-9][a-z0-9_-]*$/;
const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const DURATION = /^(\d+(\.\d+)?[wdhms])+$|^P[0-9A-Z.]+$/;
const PERCENTAGE = /^\s*\d+(\.\d+)?\s*%?\s*$/;

export const text = () => shaped(z.string(), 'a text');
export const line = () => shaped(z.string().regex(/\S/), 'a text that is not empty');
/** The type of a column in any of the spellings of docs/contracts.md; a word near one of them is told by its name. */
export const dataType = () =>
  shaped(
    z
      .string()
      .regex(/\S/)
      .superRefine((value, context) => {
        const unknown = unknownType(value);
        if (unknown) context.addIssue({ code: 'custom', params: { meant: unknown.meant } });
      }),
    'a type such as string, integer, timestamp, decimal(10,2) or array<string>',
  );
export const name = () =>
  shaped(
    z.string().max(128).regex(NAME),
    'a name of lower-case letters, digits, "-" and "_" that begins with a letter or digit',
  );
/** A column, a layer, a test: as the warehouse or dbt writes it. */
export const identifier = () =>
  shaped(
    z
      .string()
      .max(256)
      .regex(/^[A-Za-z_][\w$.-]*$/),
    'a name of letters, digits and "_"',
  );
export const version = () =>
  shaped(
    z
      .string()
      .regex(VERSION)
      .refine((value) => validVersion(value) !== null),
    'a semantic version such as "1.0.0"',
  );
export const duration = () =>
  shaped(
    z
      .string()
      .regex(DURATION)
      .refine((value) => parseDuration(value) !== null),
    'a duration such as 90m, 6h, 7d or PT6H',
  );
export const percentage = () =>
  shaped(
    z
      .union([z.string().regex(PERCENTAGE), z.number().min(0).max(100)])
      .refine((value) => parsePercentage(value) !== null),
    'a percentage from 0 to 100, such as 99.9%',
  );
export const email = () => shaped(z.string().regex(/^[^\s@]+@[^\s@]+$/), 'an e-mail address');
/** `oci://host/path:vX.Y.Z`, `oci://host/path@sha256:...` or `name@version` (decision 10). */
export const manifestRef = () =>
  shaped(
    z
      .string()
      .regex(
        /^(oci:\/\/[^\s/]+\/[^\s:@]+(:[\w][\w.-]*|@sha256:[0-9a-f]{64})|[a-z0-9][a-z0-9_-]*@v?\d+(\.\d+){0,2}[\w.+-]*)$/,
      ),
    'oci://host/path:vX.Y.Z or name@version',
  );
/** `domain.product.port` */
export const portRef = () =>
  shaped(z.string().regex(/^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*){2}$/), 'an output port as domain.product.port');
/** `sales.gold.customers`: the namespace, then the table. */
export const table = () =>
  shaped(
    z.string().regex(/^[A-Za-z0-9_][\w$-]*(\.[A-Za-z0-9_][\w$-]*)+$/),
    'a table as namespace.name, such as sales.gold.customers',
  );
export const namespace = () =>
  shaped(z.string().regex(/^[A-Za-z0-9_][\w-]*(\.[A-Za-z0-9_][\w-]*)*$/), 'a namespace such as sales or sales.gold');
/** A path below the product's folder. */
export const relativePath = () =>
  shaped(z.string().regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$))\S(.*\S)?$/), 'a path below the folder of the document');
export const flag = () => shaped(z.boolean(), 'true or false');
export const whole = (expected: string, least: number) => shaped(z.number().int().min(least), expected);
export const number = () => shaped(z.number(), 'a number');
export const choice = <const T extends readonly [string, ...string[]]>(...values: T) =>
  shaped(z.enum(values), values.length === 1 ? values[0] : `one of ${values.join(', ')}`);
export const list = <T extends z.ZodType>(of: T) => shaped(z.array(of), 'a list');
/** One of a kind, or a list of them. */
export const oneOrMore = <T extends z.ZodType>(of: T, expected: string) =>
  shaped(z.union([of, z.array(of).min(1)]), `${expected}, or a list of them`);
export const mapping = <T extends z.ZodType>(key: z.ZodString, of: T) => shaped(z.record(key, of), 'a mapping');
/** A mapping whose contents belong to another system: handed on as it stands. */
export const free = () => shaped(z.record(z.string(), z.unknown()), 'a mapping');
export const strict = <T extends z.ZodRawShape>(shape: T) => shaped(z.strictObject(shape), 'a mapping');
/** A mapping with known fields beside keys that the document chooses, each of the form `keys`. */
export const open = <T extends z.ZodRawShape, C extends z.ZodType>(shape: T, of: C, keys: RegExp, others: string) =>
  shaped(z.strictObject(shape).catchall(of), 'a mapping', keys, others);

export const date = () => shaped(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), 'a date such as 2026-03-31');
