import type { SourceLocation } from '../../source.js';

/** A column on the way of a value. */
export interface ColumnStep {
  /** `silver_customers.email`; of another product's port its fqn. */
  readonly name: string;
  readonly location: SourceLocation | null;
}

/** The classification that the values of a column have, and how they came there. */
export interface Carried {
  readonly level: string;
  readonly step: ColumnStep;
  /** null where the column itself is the origin. */
  readonly from: Carried | null;
  /** false where it is told by the names of columns alone that the level comes this far, because no SQL could be read. */
  readonly traced: boolean;
  /** Hashed on the way: it tells one from another, and nothing else. */
  readonly masked: boolean;
}

/** A column and what it came by, back to the origin. */
function* backwards(carried: Carried): Generator<Carried> {
  for (let each: Carried | null = carried; each; each = each.from) yield each;
}

/** From the origin to the column. */
export const pathOf = (carried: Carried): ColumnStep[] => [...backwards(carried)].map(({ step }) => step).reverse();

/** Whether the whole way is told by SQL. */
export const isWholeWayTraced = (carried: Carried): boolean => [...backwards(carried)].every(({ traced }) => traced);

/** Levels by strength (decision 8). */
export class Strength {
  constructor(private readonly levels: readonly string[]) {}

  /** Weaker than any level where the level is unknown. */
  of(level: string | null): number {
    return level === null ? -1 : this.levels.indexOf(level);
  }

  /** The strongest of several; of equals one that is not masked, whose way is traced, then the first. */
  strongest(all: readonly Carried[]): Carried | null {
    return all.reduce<Carried | null>((best, each) => (!best || this.beats(each, best) ? each : best), null);
  }

  private beats(a: Carried, b: Carried): boolean {
    const by = this.of(a.level) - this.of(b.level);
    if (by !== 0 || a.masked !== b.masked) return by > 0 || (by === 0 && b.masked);
    return a.traced && !b.traced;
  }
}
