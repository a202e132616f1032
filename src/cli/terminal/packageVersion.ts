import { readFileSync } from 'node:fs';

/** The version of the package: package.json stands three folders up from the source, one from the chunk it is built into. */
export function packageVersion(): string {
  const up = import.meta.url.endsWith('.ts') ? '../../../package.json' : '../package.json';
  return (JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version: string }).version;
}
