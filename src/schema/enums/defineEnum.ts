import { registerEnumType } from 'type-graphql';

type Entries = Readonly<Record<string, readonly [value: string, description: string]>>;
type ValuesOf<T extends Entries> = { readonly [K in keyof T]: T[K][0] };

/**
 * Registers a GraphQL enum: each public name with the value that the rows and the compiler hold, and what it means.
 * Returns name -> value, the object that `@Field(() => ...)` refers to.
 */
export function defineEnum<const T extends Entries>(name: string, description: string, entries: T): ValuesOf<T> {
  const values = Object.fromEntries(Object.entries(entries).map(([key, [value]]) => [key, value]));
  const notes = Object.fromEntries(Object.entries(entries).map(([key, [, note]]) => [key, { description: note }]));
  registerEnumType(values, { name, description, valuesConfig: notes });
  return values as ValuesOf<T>;
}
