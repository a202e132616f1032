import type { Item } from './gather.js';

/** A page of a list, as the API answers it. */
export interface Connection<T = object> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The fields of a page beside its nodes. */
export const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';

export const itemsOf = (list: string, values: readonly unknown[]): Item[] => values.map((value) => ({ list, value }));

/** Where a list goes on; null at its end. */
export const nextOf = ({ pageInfo }: Connection): string | null => (pageInfo.hasNextPage ? pageInfo.endCursor : null);
