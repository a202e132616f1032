import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Whether a program stands where this process looks for programs. */
export function isThere(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
