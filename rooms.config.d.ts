export const rooms: Readonly<
  Record<string, { readonly rooms: readonly string[] | '*'; readonly packages?: readonly string[] }>
>;
export const only: Readonly<Record<string, readonly string[]>>;
export const order: Readonly<Record<string, readonly string[]>>;
export const beside: Readonly<Record<string, string>>;
