interface Waiting {
  readonly length: number;
  readonly begin: () => void;
}

/**
 * Shares out the thread that answers: so many characters are worked on in one turn of the event loop, what comes then waits
 * for the next, in the order in which it came. In between others are answered.
 */
export class Turns {
  private spent = 0;
  private ending = false;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly most: number) {}

  /** Ends when it is the turn of a work on so many characters, which is then to be done without waiting; at once where there is room. */
  async of(length: number): Promise<void> {
    if (this.waiting.length === 0 && this.fits(length)) return this.take(length);
    this.endLater();
    return new Promise((begin) => void this.waiting.push({ length, begin }));
  }

  /** A turn has room for one work, however long that is. */
  private fits(length: number): boolean {
    return this.spent === 0 || this.spent + length <= this.most;
  }

  private take(length: number): void {
    this.spent += Math.max(1, length);
    this.endLater();
  }

  private endLater(): void {
    if (this.ending) return;
    this.ending = true;
    setImmediate(() => this.next());
  }

  private next(): void {
    [this.spent, this.ending] = [0, false];
    for (let [first] = this.waiting; first && this.fits(first.length); [first] = this.waiting) {
      this.waiting.shift();
      this.take(first.length);
      first.begin();
    }
  }
}
