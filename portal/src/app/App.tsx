import { Route, Router } from '@solidjs/router';
import { For, lazy } from 'solid-js';
import { NotFound } from './NotFound';
import { paths } from './paths';
import { Shell } from './Shell';

/** What `page.tsx` of a page's folder gives. */
interface PageModule {
  readonly Page: () => ReturnType<typeof NotFound>;
}

const modules = import.meta.glob<PageModule>('../pages/*/page.tsx');

/** The component of a page, fetched when it is first shown. */
const pageOf = (page: string) =>
  lazy(async () => {
    const load = modules[`../pages/${page}/page.tsx`];
    if (!load) throw new Error(`portal/src/pages/${page}/page.tsx is not there.`);
    return { default: (await load()).Page };
  });

/** The portal: the shell, and in it the page of the address. */
export const App = () => (
  <Router root={Shell}>
    <For each={paths}>{({ path, page }) => <Route path={path} component={pageOf(page)} />}</For>
    <Route path="*" component={NotFound} />
  </Router>
);
