import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const SHARED_MEMORY = '/dev/shm';

/**
 * Where stores stand that nobody keeps: in memory where so many bytes have room there, so that a commit and a copy of a
 * database wait for no disk; else in `otherwise`.
 */
export function memoryFolder(bytes: number, otherwise = tmpdir()): string {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    accessSync(SHARED_MEMORY, constants.W_OK);
    return bavail * bsize > bytes ? SHARED_MEMORY : otherwise;
  } catch {
    return otherwise;
  }
}
