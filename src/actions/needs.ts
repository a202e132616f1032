/** What the actions want from outside; main.ts and the tests hand it in. */

/** The time, as a dependency: tests travel in it. */
export interface Clock {
  now(): Date;
}

/** Who is acting, as the event log records it; null where nobody said. */
export interface Actor {
  readonly name: string | null;
}

/** Where a manifest goes when its publisher names no ref: `oci://registry.acme.com`, or null for none. */
export interface RegistryBase {
  readonly base: string | null;
}
