import { createSignal, onCleanup } from 'solid-js';

const SECOND = 1_000;
const [now, setNow] = createSignal(Date.now());
let readers = 0;
let timer: number | undefined;

/** Runs the one timer while somebody reads it and the page is seen. */
function settle(): void {
  window.clearInterval(timer);
  timer = undefined;
  if (readers === 0 || document.hidden) return;
  setNow(Date.now());
  timer = window.setInterval(() => setNow(Date.now()), SECOND);
}
document.addEventListener('visibilitychange', settle);

/** The time now, in milliseconds, told every second by one timer for all who read it; it rests while the page is hidden. */
export function readSeconds(): () => number {
  readers += 1;
  settle();
  onCleanup(() => {
    readers -= 1;
    settle();
  });
  return now;
}
