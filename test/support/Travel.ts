import type { Time } from '../../src/time/Time.js';
import { until } from './follow.js';

/** Time that passes when it is told to. */
export class Travel implements Time {
  private timers: { readonly due: number; readonly work: () => void }[] = [];

  constructor(private instant: number) {}

  now(): Date {
    return new Date(this.instant);
  }

  after(ms: number, work: () => void): () => void {
    const timer = { due: this.instant + ms, work };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  }

  to(instant: string | number): void {
    this.instant = typeof instant === 'number' ? instant : Date.parse(instant);
    const due = this.timers.filter((each) => each.due <= this.instant);
    this.timers = this.timers.filter((each) => each.due > this.instant);
    for (const each of due) each.work();
  }

  /** As long as it takes for what was asked of the store to be answered; 20 ms pass meanwhile, again and again. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    await until(async () => {
      this.to(this.instant + 20);
      return condition();
    });
  }
}
