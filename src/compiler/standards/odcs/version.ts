/** What the versions of the standard differ in where we write them. */
export interface OdcsVersion {
  readonly apiVersion: string;
  /** `enum`, `map`, `deprecated`: since 3.2. */
  readonly hasEnums: boolean;
  readonly hasMaps: boolean;
  readonly hasDeprecated: boolean;
  /** `relationships` and stable ids: since 3.1. */
  readonly hasRelationships: boolean;
  /** `logicalType: timestamp` and `time`, and exclusive bounds of their own: since 3.1. */
  readonly hasTimes: boolean;
  readonly hasExclusiveBounds: boolean;
  /** What a rule of quality measures is its `metric`, before 3.1 its `rule`. */
  readonly hasMetrics: boolean;
}

/** What is written where nobody asks for another one. */
export const DEFAULT_VERSION = 'v3.1.0';

export function odcsVersion(apiVersion: string): OdcsVersion {
  const minor = Number(/^v3\.(\d+)\./.exec(apiVersion)?.[1] ?? 1);
  const newest = minor >= 2;
  return {
    apiVersion,
    hasEnums: newest,
    hasMaps: newest,
    hasDeprecated: newest,
    hasRelationships: minor >= 1,
    hasTimes: minor >= 1,
    hasExclusiveBounds: minor >= 1,
    hasMetrics: minor >= 1,
  };
}
