/** What is away, or was struck. */
export type Struck = 'database' | 'backends' | 'socket' | 'nats' | `replica ${number}`;

interface Spell {
  readonly struck: Struck;
  readonly from: number;
  until: number;
}

/** How long after the fault a server may still tell of it: it makes its connections again meanwhile. */
const AFTERWARDS_MS = 5_000;

/** What was away, and when: what a server may say depends on it. */
export class Weather {
  private readonly spells: Spell[] = [];
  private readonly began = performance.now();

  /** Milliseconds since it began. */
  now(): number {
    return performance.now() - this.began;
  }

  /** Notes what is struck until `doing` is done. */
  async during(struck: Struck, doing: () => Promise<void>): Promise<void> {
    const spell: Spell = { struck, from: this.now(), until: Infinity };
    this.spells.push(spell);
    await doing().finally(() => (spell.until = this.now()));
  }

  /** Whether it was struck at any moment between these, or shortly before. */
  private was(struck: Struck, from: number, until: number, afterwards: number): boolean {
    return this.spells.some(
      (spell) => spell.struck === struck && spell.from <= until && from <= spell.until + afterwards,
    );
  }

  /** Whether a request to this replica may end without an answer. */
  excusesReset(replica: number, from: number): boolean {
    return this.was(`replica ${replica}`, from, this.now(), 0);
  }

  /** Whether a request may be answered UNAVAILABLE. */
  excusesUnavailable(from: number): boolean {
    return (['database', 'backends'] as const).some((each) => this.was(each, from, this.now(), AFTERWARDS_MS));
  }

  /** Whether a replica that lives may say that it is not ready: only where its database is away, not where its connections were ended. */
  excusesRed(from: number): boolean {
    return this.was('database', from, this.now(), AFTERWARDS_MS);
  }

  /** How often each was struck. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { struck } of this.spells) {
      const [what = ''] = struck.split(' ');
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    return counts;
  }
}
