/** What a server held at one moment, in megabytes. */
export interface Sample {
  readonly resident: number;
  /** What JavaScript and its buffers hold, also what is yet to be collected. */
  readonly heap: number;
}

/** What it held in one part of the run. */
export interface Slice {
  /** The median of it. */
  readonly resident: number;
  /** The least of it: what a collection left. */
  readonly heap: number;
}

/** How much more it may hold in the last third of the run than in the middle one, which the first has warmed. */
export const MOST = 1.1;

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? NaN;

/** Cuts what was seen into so many parts, one after the other. */
export function slicesOf(samples: readonly Sample[], parts: number): Slice[] {
  const at = (part: number): number => Math.floor((samples.length * part) / parts);
  return Array.from({ length: parts }, (_, part) => samples.slice(at(part), at(part + 1)))
    .filter((slice) => slice.length > 0)
    .map((slice) => ({
      resident: median(slice.map(({ resident }) => resident)),
      heap: Math.min(...slice.map(({ heap }) => heap)),
    }));
}

/** How many times as much a server holds in the last third as in the middle one. NaN where there are fewer than three. */
export function growthOf(slices: readonly Slice[]): Slice {
  const third = Math.floor(slices.length / 3);
  const [middle, last] = [slices.slice(-2 * third, -third), slices.slice(-third)];
  const ratio = (of: (slice: Slice) => number): number =>
    third === 0 ? NaN : median(last.map(of)) / median(middle.map(of));
  return { resident: ratio(({ resident }) => resident), heap: ratio(({ heap }) => heap) };
}

/** Whether it grew by no more than noise. */
export const isFlat = ({ resident, heap }: Slice): boolean => resident <= MOST && heap <= MOST;
