/** A value as JSON, the same text for the same value: the keys of objects in the order of the alphabet. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? 'null';

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
