import type { CompiledColumn } from '../../artifact.js';
import { parseType } from '../../types/parseType.js';
import type { Mapping } from '../../values/json.js';
import { columnSql, plainText } from './names.js';

const NUMBER = /^(u?int\d+|number|float\d+|decimal|bignumeric)$/;
const TIME = /^(date|timestamp\w*)$/;

/** Cube's type of a column (https://cube.dev/docs/product/data-modeling/reference/types-and-formats); what it has none for is text. */
export function dimensionType({ type }: Pick<CompiledColumn, 'type'>): 'string' | 'number' | 'boolean' | 'time' {
  const { base } = parseType(type);
  if (NUMBER.test(base)) return 'number';
  if (TIME.test(base)) return 'time';
  return base === 'boolean' ? 'boolean' : 'string';
}

/** What consumers may want to know of a column, and Cube has no word for. */
function metaOf({ classification, semantic, tags = [] }: CompiledColumn): Mapping {
  return {
    ...(classification !== null && { classification: plainText(classification) }),
    ...(semantic !== undefined && { semantic: plainText(semantic) }),
    ...(tags.length > 0 && { tags: tags.map(plainText) }),
  };
}

/** A column as a dimension. A key is public too, for Cube hides it otherwise. */
export function dimensionOf(column: CompiledColumn, name: string): Mapping {
  const meta = metaOf(column);
  return {
    name,
    sql: columnSql(column.name),
    type: dimensionType(column),
    ...(column.title !== undefined && { title: plainText(column.title) }),
    ...(column.description !== null && { description: plainText(column.description) }),
    ...(column.primaryKey && { primary_key: true, public: true }),
    ...(Object.keys(meta).length > 0 && { meta }),
  };
}
