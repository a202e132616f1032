/** A name as Kubernetes takes it (RFC 1123): it knows no underscore, and none at an end. */
export const kubeName = (name: string): string => name.replaceAll('_', '--').replace(/-$/, '-0').slice(0, 63);

/** `8Gi`, as Kubernetes writes memory, as Spark does: `8g`. */
export const sparkMemory = (text: string): string =>
  text.replace(/^(\d+)([KMGT])i?$/, (_, n: string, unit: string) => n + unit.toLowerCase());

/** The account with which a driver starts its executors, in the namespace of its domain (docs/platform.md, Kubernetes). */
export const SPARK_ACCOUNT = 'spark';
