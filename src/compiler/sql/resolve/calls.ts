import { expressionOf, nameOf, type Expression } from './ast.js';

/** What shows nothing of what goes in: hashes, counts (OpenLineage's `masking`). */
export const MASKING =
  /^(md5\w*|sha\d?\w*|sha2_\w+|xxhash\w*|hash|hash_agg|farm_fingerprint|murmur\w*|crc32|cityhash\w*|siphash\w*|hashbytes|checksum|binary_checksum|fnv_hash|mmh3_\w+|ora_hash|standard_hash|count|count_star|count_if|countif|approx_count_distinct|approx_distinct|approx_unique|hll\w*|hmac\w*|mask\w*|floe__hash)$/;

/** They compare, and give true or false. */
export const COMPARES = new Set(
  'eq neq lt lte gt gte null_safe_eq null_safe_neq is is_null is_true is_false is_json in not_in like i_like not_like similar_to regexp_like regexp_i_like r_like rlike glob between and or xor not exists any all some member_of contains starts_with ends_with startswith endswith match array_contains array_contains_all array_contained_by array_overlaps ts_match overlaps'.split(
    ' ',
  ),
);

const AGGREGATES = new Set(
  'sum avg min max count count_if array_agg array_concat_agg string_agg list_agg listagg group_concat any_value approx_distinct approx_count_distinct median mode stddev stddev_pop stddev_samp variance var_pop var_samp covar_pop covar_samp corr first last first_value last_value nth_value percentile_cont percentile_disc approx_percentile approx_quantiles approx_top_count max_by min_by arg_max arg_min bit_and_agg bit_or_agg logical_and logical_or bool_and bool_or every json_object_agg json_array_agg object_agg array_unique_agg array_union_agg sum_if avg_if skewness kurtosis collect_list collect_set aggregate_function histogram list map_agg multimap_agg set_agg jsonb_agg jsonb_object_agg json_agg hll percentile percentile_approx approx_quantile quantile product entropy'.split(
    ' ',
  ),
);

/** They look at several rows of a window and hand on a value of one. */
const OF_A_WINDOW = new Set(['first_value', 'last_value', 'nth_value', 'first', 'last', 'lag', 'lead']);

export const isAggregate = (expression: Expression): boolean =>
  AGGREGATES.has(expression.kind) || (expression.kind === 'function' && AGGREGATES.has(functionWord(expression)));

export const isOfAWindow = (expression: Expression): boolean =>
  OF_A_WINDOW.has(expression.kind) || OF_A_WINDOW.has(functionWord(expression));

const functionWord = ({ body }: Expression): string => (nameOf(body['name']) ?? '').toLowerCase();

/** The first argument decides, the others are the values. */
export const CHOOSES = /^(if|iff|nvl2|decode)$/;

const OF_DATES =
  /(date|time|extract|trunc|interval|last_day|next_day|day|month|year|hour|week|quarter|minute|second|_part|period|generate_\w*array|range|sequence|floe__)/;
const PARTS =
  /^(((iso)?(year|week)|quarter|month|day|hour|minute|second|milli(second|sec)?|micro(second|sec)?|nano(second|sec)?|decade|century|centurie|millennium|millennia|epoch(_?(second|millisecond|microsecond|nanosecond))?)s?|[iy]{1,5}|y{2,4}|yrs?|q{1,2}|qtrs?|quarters|mm?|mons?|mth|mths|d{1,2}|dy|doy|dow|isodow|iso_?week(day)?|dayof(week|month|year|week_?iso|weekiso)|day_?of_?week(_?iso)?|weekday(_?iso)?|dw(_?iso)?|wk|ww|w|wy|weekofyear(_?iso)?|week_?of_?year|yearofweek(_?iso)?|yearday|monthday|isowk|iso_week|hh|h|hrs?|mi|n|mins?|s{1,2}|secs?|ms|msecs?|mcs|us|usecs?|ns|nsecs?|nanosec|tz|tzoffset|tzh|tzm|timezone(_hour|_minute)?|sunday|monday|tuesday|wednesday|thursday|friday|saturday|date|time|datetime|timestamp|eras?|julian|cc)$/i;

/** A date's part (`dateadd(qtr, ..)`, `week(monday)`), a type (`convert(varchar, ..)`): a name that is no column. */
export function isNoColumn(argument: unknown, name: string, index: number): boolean {
  const expression = expressionOf(argument);
  if (expression?.kind !== 'column' || expression.body['table'] !== null) return false;
  const word = nameOf(argument) ?? '';
  if (/^(try_)?convert$/.test(name)) return index === 0;
  return (
    OF_DATES.test(name) &&
    PARTS.test(word) &&
    (index === 0 || index === 2 || /trunc|last_day|diff|bucket|week/.test(name))
  );
}

/** Words that look like columns, and are values of the session or of the row. */
export const PSEUDO =
  /^(_partition\w*|_table_suffix|_file_name|_metadata|metadata\$\w+|rowid|rownum|ctid|tableoid|xmin|xmax|filename|level|nextval|currval|sysdate|systimestamp|current_\w+|local(time|timestamp)|session_user|user|default|all|\$\w*|@\w*)$/i;
