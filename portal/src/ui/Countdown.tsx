import { createClock } from './Moment';

const two = (value: number): string => String(value).padStart(2, '0');

/** What is left until an instant, as `6 d 23:59:59`; null once it has passed. */
function timeLeft(until: number, now: number): string | null {
  if (until <= now) return null;
  const seconds = Math.ceil((until - now) / 1_000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return days > 0 ? `${days} d ${clock}` : clock;
}

/** A clock that counts down to an instant, and says so when it has come. */
export function Countdown(props: { readonly until: string }) {
  const now = createClock(1_000);
  return (
    <time class="countdown" dateTime={props.until} title={new Date(props.until).toLocaleString()} role="timer">
      {timeLeft(Date.parse(props.until), now()) ?? 'over'}
    </time>
  );
}
