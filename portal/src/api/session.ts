import { createSignal } from 'solid-js';

const KEY = 'floe.token';

const [token, setToken] = createSignal<string | null>(sessionStorage.getItem(KEY));

/** The bearer token that goes with every operation; null where nobody is signed in. It is kept until the tab is closed. */
export { token };

/** Signs in with a token, or out with null. */
export function useToken(next: string | null): void {
  if (next === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, next);
  setToken(next);
}
