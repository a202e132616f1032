import { placeIn, type SourceLocation } from '../../source.js';

/** What is not closed ends with the text. */
const COMMENT = /\{#[^]*?(?:#\}|$)|--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const NO_ALIAS = 'on|using|join|inner|left|right|full|cross|natural|where|group|order|union|qualify|limit';
const JOIN = new RegExp(
  String.raw`\b(?:join|from)\s+(\{\{[^}]*\}\}|[\w."\`]+)(?:\s+as)?(?:\s+(?!(?:${NO_ALIAS})\b)([A-Za-z_]\w*))?`,
  'gi',
);

export type Place = Pick<SourceLocation, 'line' | 'column'>;

/** Blanks in place of comments: what stands elsewhere keeps its place. */
export const withoutComments = (text: string): string =>
  text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));

/**
 * Where code joins a relation that it calls by an alias: the table after JOIN (or FROM), else the `ref` of the relation;
 * null where neither stands in it.
 */
export function joinPlace(text: string, alias: string, relation: string): Place | null {
  const bare = withoutComments(text);
  const joins = [...bare.matchAll(JOIN)].filter(
    ([, table = '', as]) => [as, table].includes(alias) || refers(table, relation),
  );
  const joined = joins.find(([whole]) => /^join/i.test(whole)) ?? joins[0];
  const at = joined ? joined.index + joined[0].indexOf(joined[1] ?? '') : bare.search(refTo(relation));
  return at < 0 ? null : placeIn(text, at);
}

const refTo = (relation: string): RegExp =>
  new RegExp(String.raw`\{\{-?\s*ref\(\s*(?:['"]\w+['"]\s*,\s*)?['"]${relation.replace(/\W/g, '\\$&')}['"]`);

const refers = (table: string, relation: string): boolean => refTo(relation).test(table);
