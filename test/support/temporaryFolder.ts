import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './atEnd.js';

/** An empty folder, removed at the end of the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
