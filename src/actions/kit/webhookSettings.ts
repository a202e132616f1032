/** Keys of 32 bytes: the first seals, each opens what it sealed. */
export type Keyring = readonly [Buffer, ...Buffer[]];

/** Where webhooks may go beyond public addresses by https. */
export interface Allowed {
  /** `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`: addresses and ranges that are not public and yet allowed. */
  readonly ranges: readonly string[];
  /** Whether http may be asked, without TLS. */
  readonly http: boolean;
}

/** What webhooks are configured with. */
export interface WebhookSettings {
  /** What their secrets are sealed with; null: there is no key, and no webhook can be made. */
  readonly keys: Keyring | null;
  readonly allowed: Allowed;
}
