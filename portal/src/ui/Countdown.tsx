import { fromNow } from './Moment';
import { readSeconds } from './seconds';

const two = (value: number): string => String(value).padStart(2, '0');
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

/** What is left until an instant, as `6 d 23:59:59`; null once it has passed. */
function timeLeft(until: number, now: number): string | null {
  if (until <= now) return null;
  const seconds = Math.ceil((until - now) / 1_000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return days > 0 ? `${days} d ${clock}` : clock;
}

/**
 * A clock that counts down to an instant, and says so when it has come. Readers of the screen are given the same in words,
 * which say when they are read and never by themselves.
 */
export function Countdown(props: { readonly until: string }) {
  const now = readSeconds();
  const until = () => Date.parse(props.until);
  return (
    <time class="countdown" dateTime={props.until} title={exact.format(until())}>
      <span aria-hidden="true">{timeLeft(until(), now()) ?? 'over'}</span>
      <span class="sr">
        {fromNow(until(), now())}, on {exact.format(until())}
      </span>
    </time>
  );
}
