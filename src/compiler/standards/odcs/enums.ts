import { listOf, mappingOf } from '../../document/dbt/project/values.js';
import type { OdcsVersion } from './version.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** The only values of a property: `enum` since 3.2, before it a rule that none is invalid; 3.0 asks for its `rule`. */
export function enumFields(values: readonly string[], { hasEnums, hasMetrics }: OdcsVersion): Mapping {
  if (hasEnums) return { enum: values.map((value) => ({ value })) };
  const metric = 'invalidValues';
  const named = hasMetrics ? { metric } : { rule: metric, metric };
  return { quality: [{ type: 'library', ...named, arguments: { validValues: [...values] }, mustBe: 0 }] };
}

/** No value may be invalid: that is an enum. Five percent may be: that is a rule. */
const isEnumRule = (rule: unknown): rule is Mapping =>
  isMapping(rule) &&
  rule['metric'] === 'invalidValues' &&
  rule['mustBe'] === 0 &&
  Array.isArray(mappingOf(rule['arguments'])['validValues']);

/** The only values that a property may take, as texts; null where it takes any. */
export function enumOf(property: Mapping): readonly string[] | null {
  const { customProperties, logicalTypeOptions, quality } = property;
  const custom = listOf(customProperties).find((each) => mappingOf(each)['property'] === 'enum');
  const rule = listOf(quality).find(isEnumRule);
  const stated = [
    listOf(property['enum']).map((each) => mappingOf(each)['value']),
    listOf(mappingOf(logicalTypeOptions)['enum']),
    listOf(mappingOf(custom)['value']),
    listOf(mappingOf(rule?.['arguments'])['validValues']),
  ];
  const values = stated.find((each) => each.length > 0) ?? [];
  const texts = values.filter((value) => value !== null && value !== undefined).map(String);
  return texts.length > 0 ? texts : null;
}
