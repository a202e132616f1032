import type { SourceLocation } from '../../source.js';

/** What a finding is about: a model, a port, a column ... `order` is its place among its kind in the console. */
export interface Subject {
  readonly name: string;
  readonly order: number;
  readonly location: SourceLocation | null;
}
