import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

/** How the build compressed a file, the smallest first: by the name of the encoding, and by the ending it gave it. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const;

/**
 * The files of a folder whose names change with their content: for ever, compressed as the build left them. They are read
 * once, so that who has the page finds what belongs to it also where another build takes its place on the disk.
 */
export function builtFiles(folder: string): RequestHandler {
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
  return (request, response, next) => {
    const name = request.path.slice(1);
    const plain = files.get(name);
    const isAsked = request.method === 'GET' || request.method === 'HEAD';
    if (!plain || !isAsked || Object.values(ENCODINGS).includes(path.extname(name) as '.br')) return next();
    const there = (['br', 'gzip'] as const).filter((encoding) => files.has(name + ENCODINGS[encoding]));
    const encoding = there.length > 0 ? request.acceptsEncodings(...there) : false;
    const isPacked = encoding === 'br' || encoding === 'gzip';
    if (isPacked) response.set('content-encoding', encoding);
    if (there.length > 0) response.vary('accept-encoding');
    response.set('cache-control', 'public, max-age=31536000, immutable').type(path.extname(name));
    response.send(isPacked ? files.get(name + ENCODINGS[encoding]) : plain);
  };
}
