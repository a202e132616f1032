/** Counts what runs, so that a shutdown can let it finish. */
export class Running {
  private count = 0;
  private readonly waiting: (() => void)[] = [];

  async track<T>(work: Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work;
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const done of this.waiting.splice(0)) setImmediate(done);
    }
  }

  async idle(): Promise<void> {
    if (this.count > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
