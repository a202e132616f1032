/** How often a client is asked whether it is still there, and how long it may take to answer. */
const KEEP_ALIVE_MS = 12_000;
/** In so many parts, so that not all are asked at once. */
const PARTS = 12;

export interface Pinged {
  ping(): void;
}

/** Asks clients whether they are still there: one timer for all of them. */
export class KeepAlive {
  private readonly parts = Array.from({ length: PARTS }, () => new Set<Pinged>());
  private at = 0;
  private timer: NodeJS.Timeout | null = null;

  /** Asks this one from now on; the first time when all the others have been. */
  join(one: Pinged): void {
    this.parts[this.at]?.add(one);
    this.timer ??= setInterval(() => this.ask(), KEEP_ALIVE_MS / PARTS).unref();
  }

  leave(one: Pinged): void {
    for (const part of this.parts) part.delete(one);
    if (this.parts.some(({ size }) => size > 0) || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private ask(): void {
    this.at = (this.at + 1) % PARTS;
    for (const one of this.parts[this.at] ?? []) one.ping();
  }
}
