import { readFileSync } from 'node:fs';
import { packageFile } from './packageRoot.js';

/** The version of the package. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
