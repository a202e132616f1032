import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The hash by which a policy lets the inline scripts of a page run, and no other. */
const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script = '']) => hashOf(script));

/**
 * The security headers of a page that holds all it needs: its own scripts run, by their hashes, it asks nobody but this
 * server, and stands in no frame (Content Security Policy Level 3). TLS, and with it HSTS, is the proxy's.
 */
export const pageHeaders = (html: string): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: scriptsOf(html).length > 0 ? scriptsOf(html) : ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        fontSrc: ['data:'],
        workerSrc: ['blob:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  });

/**
 * The security headers of the portal: what this server serves and no script or style besides, none inline; it asks this
 * server, and where one signs in by a provider that one (its origin).
 */
export const portalHeaders = (issuer: string | null): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...(issuer === null ? [] : [new URL(issuer).origin])],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  });
