/** A set of characters: code units from one to another, both included. */
export interface CharSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [number, number])[];
}

/** A regular expression as a tree. */
export type RegexNode =
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: RegexNode;
      readonly min: number;
      /** null: without end. */
      readonly max: number | null;
      readonly lazy: boolean;
    }
  /** The group of the name `stem`. */
  | { readonly kind: 'stem'; readonly part: RegexNode };
