import { A, useIsRouting, useLocation, type RouteSectionProps } from '@solidjs/router';
import { createEffect, ErrorBoundary, For, Suspense } from 'solid-js';
import { asApiError } from '../api/ApiError';
import { SearchBox } from '../search/SearchBox';
import { Loading, Problem } from '../ui/State';
import { navigation } from './navigation';
import { nextTheme, theme } from './theme';
import { Visitor } from './Visitor';

const SERVED = [
  { href: '/explorer', label: 'GraphQL explorer' },
  { href: '/schema.graphql', label: 'Schema' },
  { href: '/healthz', label: 'Health' },
  { href: '/readyz', label: 'Readiness' },
];

/** After another page is shown its heading has the focus, so that a reader of the screen is told where it is. */
function focusHeadings(main: () => HTMLElement | undefined): void {
  const location = useLocation();
  const isRouting = useIsRouting();
  let before = location.pathname;
  createEffect(() => {
    if (isRouting() || location.pathname === before) return;
    before = location.pathname;
    setTimeout(() => main()?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }));
  });
}

/** What stands around every page: where one can go, search, who is asking. */
export function Shell(props: RouteSectionProps) {
  let main: HTMLElement | undefined;
  focusHeadings(() => main);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <header class="bar">
        <A class="brand" href="/" aria-label="floe-catalog, the mesh">
          floe
        </A>
        <SearchBox />
        <nav aria-label="Pages">
          <For each={navigation}>
            {({ href, label }) => (
              <A href={href} end={href === '/'}>
                {label}
              </A>
            )}
          </For>
        </nav>
        <div class="who">
          <Visitor />
          <button type="button" class="quiet" onClick={nextTheme} title="Colours: as the system says, light, dark">
            <span class="sr">Colours: </span>
            {theme()}
          </button>
        </div>
      </header>
      <main id="main" ref={main} tabindex="-1">
        <ErrorBoundary fallback={(error, reset) => <Problem error={asApiError(error)} onAgain={reset} />}>
          <Suspense fallback={<Loading />}>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <footer class="foot">
        <For each={SERVED}>
          {({ href, label }) => (
            <a href={href} rel="external">
              {label}
            </a>
          )}
        </For>
      </footer>
    </>
  );
}
