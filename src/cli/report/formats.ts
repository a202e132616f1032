/** How a compilation can be printed (docs/reports.md). */
export const FORMATS = ['console', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

/** What a command that compiles is asked for. */
export interface FormatOptions {
  readonly json?: boolean;
  readonly format?: Format;
}

export const formatOf = ({ json, format }: FormatOptions): Format => format ?? (json ? 'json' : 'console');

/** What `floe contracts export` writes (docs/standards.md). */
export const EXPORT_FORMATS = ['odcs', 'floe', 'json-schema', 'avro', 'dbt', 'odps'];

/** What `floe products export` writes of a folder (docs/standards.md). */
export const PRODUCT_EXPORTS = ['cube'];
