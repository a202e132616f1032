/** A token to make in the store itself. */
export interface TokenAsked {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly domains: readonly string[];
  /** ISO 8601 duration; for ever where not given. */
  readonly expiresIn?: string;
}

/** What `floe admin` is asked for; its process is given it as JSON. */
export type AdminAsked = { readonly json?: boolean } & (
  { readonly verb: 'check' } | ({ readonly verb: 'createToken' } & TokenAsked)
);

/** What is printed, and the code that the process ends with. */
export interface Done {
  readonly out: string;
  readonly err?: string;
  readonly exitCode: 0 | 1;
}
