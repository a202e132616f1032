/** What is not closed ends with the text. */
const COMMENT = /\{#[^]*?(?:#\}|$)|--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const NO_ALIAS = 'on|using|join|inner|left|right|full|cross|natural|where|group|order|union|qualify|limit';
const JOIN = new RegExp(
  String.raw`\b(?:join|from)\s+(\{\{[^}]*\}\}|[\w."\`]+)(?:\s+as)?(?:\s+(?!(?:${NO_ALIAS})\b)([A-Za-z_]\w*))?`,
  'gi',
);

export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Where code joins a relation that it calls by an alias: the table after JOIN (or FROM), else the `ref` of the relation;
 * null where neither stands in it.
 */
export function joinPlace(text: string, alias: string, relation: string): Place | null {
  const bare = text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  const joins = [...bare.matchAll(JOIN)].filter(
    ([, table = '', as]) => [as, table].includes(alias) || refers(table, relation),
  );
  const joined = joins.find(([whole]) => /^join/i.test(whole)) ?? joins[0];
  const at = joined ? joined.index + joined[0].indexOf(joined[1] ?? '') : bare.search(refTo(relation));
  if (at < 0) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const refTo = (relation: string): RegExp =>
  new RegExp(String.raw`\{\{-?\s*ref\(\s*(?:['"]\w+['"]\s*,\s*)?['"]${relation.replace(/\W/g, '\\$&')}['"]`);

const refers = (table: string, relation: string): boolean => refTo(relation).test(table);
