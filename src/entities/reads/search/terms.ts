import type { ChildQuery, PagedQuery } from '../../paging.js';
import { TermRow } from '../../rows/platform/TermRow.js';
import { TermUseRow } from '../../rows/products/TermUseRow.js';
import { selectList, sql } from '../../sql.js';

/** The terms of all glossaries by name. */
export const termsQuery: PagedQuery = {
  select: selectList(TermRow, 't'),
  from: sql`terms t`,
  where: [],
  order: [{ column: 't.name' }],
};

/** What names terms, by the name of the port, the port before its columns; columns only for who may be told of all. */
export const termUsesQuery = (ofColumns: boolean): ChildQuery => ({
  parent: 't.id',
  select: selectList(TermUseRow, 'u'),
  from: sql`terms t JOIN term_uses u ON u.term = t.name`,
  where: ofColumns ? [] : [sql`u.kind = 'port'`],
  order: [{ column: 'u.key' }, { column: 'u.kind', descending: true }, { column: 'u.id', numeric: true }],
});
