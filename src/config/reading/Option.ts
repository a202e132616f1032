/** One option: what it is called in the environment, its default as text, what it means and how its text is read. */
export interface Option<T> {
  readonly env: string;
  /** null: nothing is set unless someone sets it. */
  readonly default: string | null;
  readonly meaning: string;
  /** The value of a text; throws what is expected instead. */
  readonly read: (text: string) => T;
  /** Its text is shown to nobody. */
  readonly secret?: true;
}
