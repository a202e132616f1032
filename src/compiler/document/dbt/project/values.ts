import { isMapping, type Mapping } from '../../../values/json.js';

const EMPTY: Mapping = {};

export const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : EMPTY);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');

/** A `freshness` block that states something: dbt writes empty ones into its manifest. */
export function statesFreshness(value: unknown): boolean {
  if (!isMapping(value)) return false;
  return ['warn_after', 'error_after', 'build_after'].some((key) => {
    const threshold = value[key];
    return isMapping(threshold) && typeof threshold['count'] === 'number';
  });
}

/** `dbt_utils.recency` in its two parts. */
export function splitName(name: string): { readonly package: string | null; readonly name: string } {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { package: null, name } : { package: name.slice(0, dot), name: name.slice(dot + 1) };
}
