import { listOf } from '../../document/dbt/project/values.js';
import { isMapping } from '../../values/json.js';

const camel = (key: string): string => key.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

/** `retention_days` is the custom property `floeRetentionDays`: what the standard has no field for. */
const customName = (key: string): string => `floe${camel(key)}`;

export interface CustomProperty {
  readonly property: string;
  readonly value: unknown;
}

/** Our values as custom properties; those that are absent are left out. */
export const customProperties = (values: Readonly<Record<string, unknown>>): CustomProperty[] =>
  Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [{ property: customName(key), value }],
  );

/** The value of one of ours among an element's custom properties. */
export function customValue(properties: unknown, key: string): unknown {
  const name = customName(key);
  const found = listOf(properties).find((each) => isMapping(each) && each['property'] === name);
  return isMapping(found) ? found['value'] : undefined;
}
