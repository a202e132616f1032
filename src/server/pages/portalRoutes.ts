import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Router, type RequestHandler } from 'express';
import { builtFiles } from './builtFiles.js';
import { portalHeaders } from './pageHeaders.js';
import type { PortalSettings } from './portalSettings.js';

/** An address of the portal with the files that its page needs beside those of the shell; made by the build. */
interface PageFiles {
  readonly path: string;
  readonly preload: readonly string[];
}

/** The portal as the build left it; null where it is not built. */
function readBuilt(folder: string): { readonly html: Buffer; readonly pages: readonly PageFiles[] } | null {
  const read = (name: string): Buffer => readFileSync(path.join(folder, name));
  try {
    return { html: read('index.html'), pages: JSON.parse(read('pages.json').toString()) as PageFiles[] };
  } catch {
    return null;
  }
}

const linkTo = (file: string): string =>
  file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`;

/** Goes on where the client would have a page; `otherwise` is what who takes either gets. */
const wants =
  (otherwise: 'html' | 'json'): RequestHandler =>
  (request, _response, next) =>
    next(request.accepts(otherwise === 'html' ? ['html', 'json'] : ['json', 'html']) === 'html' ? undefined : 'router');

/** What the routes of the portal are made of. */
export interface PortalParts {
  /** Where the build left it: `dist/portal`. */
  readonly folder: string;
  readonly settings: PortalSettings;
}

/**
 * The portal, as it was built: its scripts and styles, whose names change with their content, for ever; the page at each of
 * its addresses, asked for again by its hash; `/portal.json`, how one signs in. `missing` shows the page, with 404, to who
 * comes with a browser to an address that nobody else has. Without a build there are none but `/portal.json`.
 */
export function portalRoutes({ folder, settings }: PortalParts): { readonly routes: Router; readonly missing: Router } {
  const routes = Router();
  const missing = Router();
  routes.get('/portal.json', (_request, response) => void response.set('cache-control', 'no-cache').json(settings));
  const built = readBuilt(folder);
  if (!built) return { routes, missing };
  const { html, pages } = built;
  const etag = `"${createHash('sha256').update(html).digest('base64url')}"`;
  const headers = portalHeaders(settings.issuer);
  const page =
    (status: number, preload: readonly string[]): RequestHandler =>
    (request, response) => {
      response.set({ etag, vary: 'accept', 'cache-control': 'no-cache' });
      if (preload.length > 0) response.set('link', preload.map(linkTo).join(', '));
      if (request.fresh) response.status(304).end();
      else response.status(status).type('html').send(html);
    };
  routes.use('/assets', builtFiles(path.join(folder, 'assets')));
  for (const each of pages) routes.get(each.path, wants('html'), headers, page(200, each.preload));
  missing.get('/{*path}', wants('json'), headers, page(404, []));
  return { routes, missing };
}
