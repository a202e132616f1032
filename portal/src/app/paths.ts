/**
 * The pages of the portal: their addresses, and the folder under `pages/` whose `page.tsx` shows them. The server answers
 * these with the page (`dist/portal/pages.json` is made of this list), so an address is said here and nowhere else.
 */
export const paths: readonly PagePath[] = [
  { path: '/', page: 'home' },
  { path: '/search', page: 'search' },
  { path: '/products/:fqn', page: 'product' },
  { path: '/products/:fqn/announce', page: 'announce' },
  { path: '/ports/:fqn', page: 'port' },
  { path: '/domains/:name', page: 'domain' },
  { path: '/contracts', page: 'contracts' },
  { path: '/contracts/:name', page: 'contract' },
  { path: '/map', page: 'map' },
  { path: '/live', page: 'live' },
  { path: '/slas', page: 'slas' },
  { path: '/compile', page: 'compile' },
  { path: '/signin', page: 'signin' },
];

/** An address, in the words of the router and of Express alike, and the folder of its page. */
export interface PagePath {
  readonly path: string;
  readonly page: string;
}
