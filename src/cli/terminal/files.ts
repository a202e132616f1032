import { readFile, stat, writeFile } from 'node:fs/promises';
import { Failure } from './Failure.js';

const MEGABYTE = 1024 * 1024;

/** What the system means, for people; another code is told as it is. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it stands already',
  EFBIG: 'it is too large for the disk',
  EISDIR: 'it is a folder, and a file is wanted',
  ELOOP: 'its links lead round in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, and a folder is wanted',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
};

/** Whether the system refused something. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error &&
  typeof (error as NodeJS.ErrnoException).code === 'string' &&
  typeof (error as NodeJS.ErrnoException).syscall === 'string';

/** Why the system refused something, in words. */
const meaningOf = ({ code, message }: NodeJS.ErrnoException & { readonly code: string }): string =>
  MEANINGS[code] ?? message;

/** What the system refused, as the end of a command: Failure 2 with one line. Throws anything else as it is. */
export function refused(what: string, error: unknown): Failure {
  if (!isSystemError(error)) throw error;
  return new Failure(2, `${what}: ${meaningOf(error)} (${error.code}).`);
}

/** Why a folder lacks what is looked for in it, for the end of a line: it is none, or cannot be entered; empty where it is one. */
export async function whyNoFolder(folder: string): Promise<string> {
  try {
    const found = await stat(folder);
    return found.isDirectory() ? '' : ': it is a file, and a folder is wanted';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === 'ENOENT' ? ': there is no such folder' : `: ${meaningOf(error)} (${error.code})`;
  }
}

/**
 * A text file of so many megabytes at most. Throws Failure 2, in one line, for one that is missing, a folder, unreadable,
 * too large or not UTF-8.
 */
export async function readText(file: string, limit = 10): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > limit * MEGABYTE)
      throw new Failure(
        2,
        `${file} has ${(size / MEGABYTE).toFixed(1)} MB: files of more than ${limit} MB are not sent.`,
      );
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refused(`${file} cannot be read`, error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(2, `${file} is not UTF-8 text.`);
  }
}

/** Writes a text file. Throws Failure 2, in one line, where it cannot be written. */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw refused(`${file} cannot be written`, error);
  }
}
