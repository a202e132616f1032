import { createSignal, onCleanup } from 'solid-js';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** An instant as it is told from now: `3 hours ago`, `in 2 days`. */
export function fromNow(at: number, now: number): string {
  const seconds = (at - now) / 1_000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** A clock that a component reads: the time now, in milliseconds, told anew at this interval until the component goes. */
export function createClock(everyMs: number): () => number {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}

/** An instant: how far it is from now, and when exactly where one points at it. */
export function Moment(props: { readonly at: string }) {
  const now = createClock(30_000);
  return (
    <time dateTime={props.at} title={exact.format(new Date(props.at))}>
      {fromNow(Date.parse(props.at), now())}
    </time>
  );
}
