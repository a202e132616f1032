import { createSignal, Show } from 'solid-js';

const DAYS = 90;
const DAY_MS = 86_400_000;
const shown = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** The instant of so many days before now, whole days, as the API reads it; null is now. */
const instantOf = (days: number): string | null =>
  days === 0 ? null : new Date(Math.floor(Date.now() / DAY_MS - days) * DAY_MS).toISOString();

/** A slider of days: the mesh as it was, up to now. It tells when it rests. */
export function Instant(props: { readonly asOf: string | null; readonly onChange: (asOf: string | null) => void }) {
  const days = (): number =>
    props.asOf === null
      ? 0
      : Math.min(DAYS, Math.max(0, Math.floor(Date.now() / DAY_MS) - Date.parse(props.asOf) / DAY_MS));
  const [dragged, setDragged] = createSignal<number | null>(null);
  const told = (): string => {
    const instant = instantOf(Math.round(dragged() ?? days()));
    return instant === null ? 'now' : shown.format(new Date(instant));
  };
  return (
    <div class="instant">
      <label for="as-of">As of</label>
      <input
        id="as-of"
        type="range"
        min={-DAYS}
        max="0"
        step="1"
        value={-days()}
        aria-valuetext={told()}
        onInput={(event) => setDragged(-Number(event.currentTarget.value))}
        onChange={(event) => {
          setDragged(null);
          props.onChange(instantOf(-Number(event.currentTarget.value)));
        }}
      />
      <output for="as-of">{told()}</output>
      <Show when={props.asOf !== null}>
        <button type="button" class="quiet" onClick={() => props.onChange(null)}>
          Back to now
        </button>
      </Show>
    </div>
  );
}
