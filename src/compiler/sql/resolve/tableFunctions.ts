/** Functions in a FROM that make rows of the values that they are given. */
const OF_VALUES =
  /^(flatten|explode\w*|posexplode\w*|inline\w*|stack|unnest|json_each\w*|json_tree|jsonb?_array_elements\w*|jsonb?_each\w*|jsonb?_to_record\w*|jsonb?_populate_record\w*|jsonb?_object_keys|json_table|xmltable|open_?json|open_j_s_o_n|split_to_table|strtok_split_to_table|string_split|regexp_split_to_table|regexp_matches|unnest_\w+|variant_explode\w*|json_tuple|parse_url_tuple|values)$/;

/** They count from one value to another: what they give is made of these. */
const OF_BOUNDS =
  /^(generate_series|generate_array|generate_date_array|generate_timestamp_array|generator|range|sequence|seq\d|numbers|generate_subscripts|spark_range)$/;

/** Whether what a function in a FROM gives is made of its arguments, and of nothing else. */
export const isMadeOfArguments = (name: string): boolean => OF_VALUES.test(name) || OF_BOUNDS.test(name);

const FLATTEN = ['seq', 'key', 'path', 'index', 'value', 'this'] as const;
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  flatten: FLATTEN,
  explode: ['col', 'key', 'value'],
  explode_outer: ['col', 'key', 'value'],
  posexplode: ['pos', 'col', 'key', 'value'],
  posexplode_outer: ['pos', 'col', 'key', 'value'],
  variant_explode: ['pos', 'key', 'value'],
  variant_explode_outer: ['pos', 'key', 'value'],
  json_each: ['key', 'value', 'type', 'atom', 'id', 'parent', 'fullkey', 'path'],
  jsonb_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  jsonb_array_elements: ['value'],
  json_array_elements: ['value'],
  jsonb_array_elements_text: ['value'],
  json_array_elements_text: ['value'],
  split_to_table: ['seq', 'index', 'value'],
  strtok_split_to_table: ['seq', 'index', 'value'],
  string_split: ['value', 'ordinal'],
  open_j_s_o_n: ['key', 'value', 'type'],
};

/** The columns that a function gives where the query does not name them; null: others than could be listed. */
export const givenColumns = (name: string): readonly string[] | null =>
  Object.hasOwn(GIVEN, name) ? (GIVEN[name] ?? null) : null;

/** Of those, what counts rows and holds no value. */
export const COUNTS_ROWS = /^(seq|index|pos|ordinal|ordinality|off|offset)$/;
