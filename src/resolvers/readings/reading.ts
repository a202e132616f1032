import { countOf, pageOf, type ChildQuery, type PagedQuery } from '../../entities/paging.js';
import type { Reader } from '../../entities/database.js';
import type { Context } from '../../context.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import { worldOf, type World } from '../world/world.js';
import type { Listed } from '../../entities/reads/products.js';
import type { Loader } from '../batching/batching.js';
import type { ListLoader, QueryOf } from '../batching/ListLoader.js';
import { LISTS, type FilterOf, type ListName } from '../loaders/lists.js';
import type { LookupName } from '../loaders/lookups.js';
import { connection } from '../paging/connection.js';
import { pageRange, type PageArguments } from '../paging/pageRange.js';

/*
 * How fields are answered of rows, said once: the resolver of the field does it for one object, a plan of a whole document
 * (src/planning/) for all of them at once, reading the columns that are named here and no more.
 */

type Row = Readonly<Record<string, unknown>>;

/** A field that follows from columns of its row alone. */
export class Derived<R = never, A = never, V = unknown> {
  constructor(
    readonly columns: readonly string[],
    readonly of: (row: R, args: A) => V,
    /** Further columns, each of which only this field of the value needs. */
    readonly parts: Readonly<Record<string, string>> = {},
    /** An argument with which it follows from more than that. */
    readonly unless: string | null = null,
  ) {}
}

/** A field of rows of this type: `derived<ProductRow>()(['name'], ({ name }) => ...)`. */
export const derived =
  <S>() =>
  <C extends keyof S & string, V, A = object, P extends keyof S & string = never>(
    columns: readonly C[],
    of: (row: Pick<S, C | P>, args: A) => V,
    parts: Readonly<Record<string, P>> = {},
    unless: string | null = null,
  ) =>
    new Derived<Pick<S, C | P>, A, V>(columns, of, parts, unless);

type Loaded<Name extends LookupName> = World[Name] extends { load(key: never): Promise<infer V> } ? V : never;

/** A field that looks up one row, or many, by a column of its own row. */
export class Lookup<Name extends LookupName = LookupName> {
  constructor(
    readonly name: Name,
    /** The property of the row that is looked up by. */
    readonly key: string,
  ) {}

  /** What is found in the world that the object was asked in; null for an object that refers to nothing. */
  async of(row: object, context: Context): Promise<Loaded<Name>> {
    const key = (row as Row)[this.key];
    if (key === null) return null as Loaded<Name>;
    const loader = worldOf(row as Kept, context)[this.name] as { load(key: unknown): Promise<Loaded<Name>> };
    return loader.load(key);
  }
}

interface ListOptions<F, A> {
  /** What an entry of a list of ids names. */
  readonly names?: LookupName;
  /** The list's filter out of the arguments. */
  readonly filter?: (args: A) => F;
  /** What of the filter counts for the number of entries. */
  readonly counted?: (filter: F) => F;
}

/** A field that is a list in pages, one each row, by the row's id. */
export class Listing<Name extends ListName = ListName, A extends object = object> {
  private readonly options: ListOptions<unknown, object>;

  constructor(
    readonly name: Name,
    options: ListOptions<FilterOf<Name>, A> = {},
  ) {
    this.options = options as ListOptions<unknown, object>;
  }

  /** The lookup of what the entries of a list of ids name; undefined where they are rows. */
  get names(): LookupName | undefined {
    return this.options.names;
  }

  private filters(args: A): { readonly page: unknown; readonly count: unknown } {
    const { filter = () => null, counted = (given: unknown) => given } = this.options;
    const page = filter(args);
    return { page, count: counted(page) };
  }

  /** The lists of these rows, or as many entries as they have. */
  query(rows: readonly number[], args: A, what: 'page' | 'count'): ChildQuery {
    return (LISTS[this.name].query as QueryOf<unknown>)(rows, this.filters(args)[what]);
  }

  /** The connection of one object. Throws CatalogError BAD_USER_INPUT for arguments that make no page. */
  of(row: { readonly id: number }, world: World, args: A & PageArguments): object {
    const range = pageRange(args);
    const filters = this.filters(args);
    const loader = world[this.name] as ListLoader<Listed, unknown>;
    const named = this.names && (world[this.names] as Loader<number, object | null>);
    return connection<Listed>({
      page: () => loader.page(row.id, range, filters.page),
      count: () => loader.count(row.id, filters.count),
      present: named && ((page) => Promise.all(page.map(({ id }) => named.load(id)))),
    });
  }
}

/** A field of the query that is one row, found by an argument of its name. */
export class Found {
  constructor(
    readonly name: LookupName,
    /** The argument. */
    readonly key: string,
    /** The property of the row that says since when it stands no more. */
    readonly until?: string,
  ) {}

  /** The row as long as it stands. */
  standing<T extends object>(row: T | null): T | null {
    return row && (this.until === undefined || (row as Row)[this.until] === null) ? row : null;
  }
}

/** A field of the query that is a list in pages. */
export class Paged<A extends object = object> {
  constructor(private readonly list: (args: never, db: Reader) => PagedQuery | Promise<PagedQuery>) {}

  /** The list that the arguments ask for; a promise where it has to be read first what they mean. */
  query(args: A, db: Reader): PagedQuery | Promise<PagedQuery> {
    return this.list(args as never, db);
  }

  /** The connection. Throws CatalogError BAD_USER_INPUT for arguments that make no page. */
  of(args: A & PageArguments, db: Reader): object {
    const range = pageRange(args);
    const query = this.query(args, db);
    return connection({
      page: async () => pageOf<object>(db, await query, range),
      count: async () => countOf(db, await query),
    });
  }
}

export type Reading = Derived | Lookup | Listing | Found | Paged;
