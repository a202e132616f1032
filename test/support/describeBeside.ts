import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import { BESIDE } from './LeftOutReporter.js';

/**
 * A suite over a file or folder that lies beside the project. It names its cases itself and reads nothing before a case
 * runs, so that they are counted as left out where the file is missing.
 */
export const describeBeside = (title: string, file: string, suite: () => void): unknown =>
  describe.skipIf(!existsSync(file))(`${BESIDE}${title}`, suite);
