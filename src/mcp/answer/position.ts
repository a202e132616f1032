import { createHash } from 'node:crypto';
import { Refused } from './execute.js';

/** Where an answer goes on: at which of the names, behind which place of its list, and how many items further. */
export interface Position {
  readonly subject: number;
  readonly after: string | null;
  readonly skip: number;
}

export const START: Position = { subject: 0, after: null, skip: 0 };

/** The same for the same value, and for no other. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** A position of the answers to one question, as a text that clients hand back. */
export const cursorOf = (question: string, { subject, after, skip }: Position): string =>
  Buffer.from(JSON.stringify([question, subject, after, skip])).toString('base64url');

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Throws Refused BAD_USER_INPUT for what is no cursor of an answer to this question. */
export function positionOf(question: string, cursor: string): Position {
  const read = parsed(cursor);
  const [of, subject, after, skip] = Array.isArray(read) ? (read as unknown[]) : [];
  if (of === question && isCount(subject) && isCount(skip) && (after === null || typeof after === 'string'))
    return { subject, after, skip };
  throw new Refused(
    'BAD_USER_INPUT',
    'This cursor is of another question. Expected: the `cursor` of the last answer, with the same other arguments.',
  );
}
