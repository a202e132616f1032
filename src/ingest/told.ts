import type { ColumnDerivation } from '../compiler/artifact.js';

/** A dataset as tools name it (OpenLineage, Naming.md): where it lies, and its name there. */
export interface DatasetName {
  /** `snowflake://acme-prod`, `bigquery`, `s3://lake` ... */
  readonly namespace: string;
  /** `PROD.GOLD.CUSTOMERS`, `warehouse/gold/customers` ... */
  readonly name: string;
  /** Whether the name is a table's though the namespace is one of files: `default.orders` of the catalog at `s3://lake`. */
  readonly isTable?: boolean;
}

/** What a tool saw of one objective of a dataset. */
export interface Sighting {
  readonly dataset: string;
  /** Stable: the same thing told again has the same id. */
  readonly id: string;
  readonly objective: 'freshness' | 'availability' | 'quality';
  /** ISO 8601 UTC, milliseconds. */
  readonly at: string;
  readonly dataAt?: string;
  readonly up?: boolean;
  readonly metric?: string;
  /** 0 to 100. */
  readonly value?: number;
}

/** A dataset that another one was seen to be made of; with columns, one of its columns. */
export interface SeenEdge {
  readonly from: string;
  readonly to: string;
  readonly columns?: { readonly from: string; readonly to: string; readonly how: ColumnDerivation };
}

/** A dataset that a tool speaks of, under a key that is its own within what was told. */
export interface ToldDataset extends DatasetName {
  readonly key: string;
  /** Other names of the same dataset (the symlinks facet). */
  readonly also: readonly DatasetName[];
}

/** All that one event or document tells. */
export interface Told {
  /** ISO 8601 UTC, milliseconds: when it was told. */
  readonly at: string;
  readonly datasets: readonly ToldDataset[];
  readonly sightings: readonly Sighting[];
  readonly edges: readonly SeenEdge[];
}

/** What could not be read, in words for the one who sent it. */
export class Unreadable extends Error {
  constructor(
    message: string,
    /** Where in the document: `outputs.0.namespace`; empty for the whole of it. */
    readonly place = '',
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}
