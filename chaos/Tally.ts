import type { Said } from './ask.js';
import type { Weather } from './Weather.js';

/** Counts what came of each request, and notes what must not have come. */
export class Tally {
  /** By kind and replica: how often each code came. */
  readonly told = new Map<string, Map<string, number>>();
  readonly faults: string[] = [];

  constructor(private readonly weather: Weather) {}

  fault(what: string): void {
    this.faults.push(`after ${(this.weather.now() / 1_000).toFixed(1)} s: ${what}`);
  }

  count(row: string, code: string): void {
    const counts = this.told.get(row) ?? new Map<string, number>();
    this.told.set(row, counts.set(code, (counts.get(code) ?? 0) + 1));
  }

  /** Counts the answer to a request that was sent at `from`. */
  note(kind: string, replica: number, { status, code }: Said, from: number): void {
    this.count(`${kind}, replica ${replica}`, code);
    if (code === 'OK' || (code === 'UNAVAILABLE' && this.weather.excusesUnavailable(from))) return;
    if (status === 0 && code !== 'TIMEOUT' && this.weather.excusesReset(replica, from)) return;
    const took = ((this.weather.now() - from) / 1_000).toFixed(1);
    this.fault(`a ${kind} was told ${code} by replica ${replica}, status ${status}, after ${took} s`);
  }
}
