/** Said when a text cost more than it was given. */
class OutOfFuel extends Error {}

/**
 * A text that may be looked at only so many times. A generated parser asks its input for every character it considers, so
 * this bounds its work, backtracking too, without a clock: the same text always ends at the same place.
 */
export class FuelledText {
  readonly length: number;

  constructor(
    private readonly text: string,
    private fuel: number,
  ) {
    this.length = text.length;
  }

  get left(): number {
    return this.fuel;
  }

  charCodeAt(at: number): number {
    this.burn();
    return this.text.charCodeAt(at);
  }

  charAt(at: number): string {
    this.burn();
    return this.text.charAt(at);
  }

  substr(at: number, length: number): string {
    this.burn();
    return this.text.slice(at, at + length);
  }

  substring(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  slice(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  trim(): this {
    return this;
  }

  toString(): string {
    return this.text;
  }

  private burn(): void {
    if (--this.fuel < 0) throw new OutOfFuel();
  }
}
