import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

/** How the build compressed a file, the smallest first: the encoding, and the ending it gave it. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

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
    if (!plain || !isAsked || ENCODINGS.some(([, ending]) => name.endsWith(ending))) return next();
    const packed = ENCODINGS.filter(([, ending]) => files.has(name + ending));
    const encoding = request.acceptsEncodings(packed.map(([each]) => each));
    const taken = packed.find(([each]) => each === encoding);
    if (taken) response.set('content-encoding', taken[0]);
    if (packed.length > 0) response.vary('accept-encoding');
    response.set('cache-control', 'public, max-age=31536000, immutable').type(path.extname(name));
    response.send(taken ? files.get(name + taken[1]) : plain);
  };
}
