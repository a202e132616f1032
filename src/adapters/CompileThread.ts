import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { Report } from './jobs.js';

/** What a pool needs of a thread. */
export type CompileThread = Pick<Worker, 'postMessage' | 'terminate'> & {
  on(event: 'message', listener: (report: Report) => void): unknown;
  on(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
};

/** Runs a module that lies beside this one in a thread; from source (`npm run dev`, tests) tsx loads it there, too. */
export function startThread(url: URL, resourceLimits: ResourceLimits): CompileThread {
  if (url.pathname.endsWith('.js')) return new Worker(url, { execArgv: ['--enable-source-maps'], resourceLimits });
  const tsx = new URL('esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx')));
  const script = `import('${tsx.href}').then(({ register }) => (register(), import('${url.href}')))`;
  return new Worker(script, { eval: true, execArgv: [], resourceLimits });
}

export type StartThread = (resourceLimits: ResourceLimits) => CompileThread;

/** Starts a thread that compiles. */
export function startCompileThread(resourceLimits: ResourceLimits): CompileThread {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return startThread(new URL(`./compileWorker.${extension}`, import.meta.url), resourceLimits);
}
