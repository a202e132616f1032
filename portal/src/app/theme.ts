import { createSignal } from 'solid-js';

const KEY = 'floe.theme';
const THEMES = ['system', 'light', 'dark'] as const;

/** How the portal is coloured; `system` as the machine says. */
export type Theme = (typeof THEMES)[number];

const kept = localStorage.getItem(KEY);
const [theme, setTheme] = createSignal<Theme>(THEMES.find((each) => each === kept) ?? 'system');

const show = (next: Theme): void => {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
};
show(theme());

export { theme };

/** Goes on to the next theme, and keeps it. */
export function nextTheme(): void {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] ?? 'system';
  localStorage.setItem(KEY, next);
  show(next);
  setTheme(next);
}
