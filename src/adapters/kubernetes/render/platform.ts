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
