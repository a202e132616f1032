/** A service that a domain works with (ADR-0021, Data Mesh Infrastructure Topology). */
export interface DomainService {
  /** `compute`, `orchestrator`, `semantic_layer` ... */
  readonly kind: string;
  /** `spark`, `dagster`, `cube` ... */
  readonly type: string;
  /** Its settings under `services`; null where there are none. */
  readonly config: unknown;
}

/** What an output port promises. */
export interface PortPromises {
  /** `sales.customer-360.customers` */
  readonly fqn: string;
  /** ISO 8601; null: nothing. */
  readonly freshness: string | null;
  /** 0 to 100; null: nothing. */
  readonly availability: number | null;
  readonly quality: readonly { readonly metric: string; readonly target: number }[];
}

/** A domain as it is rendered. */
export interface RenderedDomain {
  readonly name: string;
  /** Whom an alert concerns; null where nobody is named. */
  readonly team: string | null;
  readonly services: readonly DomainService[];
  readonly ports: readonly PortPromises[];
}

/** The name of a domain as Kubernetes takes it (RFC 1123): it knows no underscore, and none at an end. */
export const kubeName = (name: string): string => name.replaceAll('_', '--').replace(/-$/, '-0').slice(0, 63);

/** A setting of a service by its path; undefined where it has none. */
function settingOf({ config }: DomainService, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part], config);
}

/** The same as a text; `usual` where there is none. */
export function textOf(service: DomainService, usual: string, ...path: readonly string[]): string {
  const value = settingOf(service, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : usual;
}

/** The same as a whole number of one or more. */
export function countOf(service: DomainService, usual: number, ...path: readonly string[]): number {
  const value = settingOf(service, ...path);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : usual;
}
