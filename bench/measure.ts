/** A figure with three digits that count. */
export const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** What one measured run shows. */
export interface Figures {
  readonly perSecond: number;
  /** The 99th percentile of one request's time, in milliseconds. */
  readonly p99: number;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Runs the work again and again, a few at once, for the given time after a short warm-up. */
export async function measure(work: () => Promise<unknown>, { seconds = 2, atOnce = 4 } = {}): Promise<Figures> {
  for (let warm = 0; warm < 20; warm++) await work();
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { perSecond: times.length / ((performance.now() - start) / 1000), p99: percentile(times, 0.99) };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/**
 * Two ways to the same answer, in turn for some rounds, so that both meet the same noise; the medians of the rounds and
 * the median of the ratios, pair by pair.
 */
export async function sideBySide(
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
  rounds = 3,
  each: { readonly seconds?: number; readonly atOnce?: number } = {},
): Promise<{ readonly ours: Figures; readonly limit: Figures; readonly ratio: number }> {
  const pairs: { ours: Figures; limit: Figures }[] = [];
  for (let round = 0; round < rounds; round++)
    pairs.push({ ours: await measure(ours, each), limit: await measure(limit, each) });
  const of = (side: 'ours' | 'limit'): Figures => ({
    perSecond: median(pairs.map((pair) => pair[side].perSecond)),
    p99: median(pairs.map((pair) => pair[side].p99)),
  });
  return {
    ours: of('ours'),
    limit: of('limit'),
    ratio: median(pairs.map((pair) => pair.ours.perSecond / pair.limit.perSecond)),
  };
}
