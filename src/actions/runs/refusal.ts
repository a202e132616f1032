import type { RunRow, RunStatus } from '../../entities/rows/runs/RunRow.js';
import type { UserError } from '../../errors.js';
import { CLOCKS_DIFFER_MS } from '../sla/refusal.js';
import { isEnding, type RunRequest } from './told.js';

/** How many characters each text may have. */
const LONGEST = { runId: 255, step: 255, message: 10_000, externalUrl: 2_000 } as const;

/** Whether it is an address that a page may link to. */
function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function wrong(request: RunRequest, now: Date): readonly [field: string, message: string] | null {
  for (const [field, longest] of Object.entries(LONGEST)) {
    const { length } = request[field as keyof typeof LONGEST] ?? ' ';
    if (length > longest) return [field, `${field} has ${length} characters: it may have ${longest}.`];
  }
  if (request.runId === '') return ['runId', 'A run has an id that is not empty: one of yours, or a UUID.'];
  if (request.step === '')
    return ['step', 'A step has a name that is not empty; leave it out to tell of the run itself.'];
  if (request.externalUrl !== null && !isAddress(request.externalUrl))
    return ['externalUrl', `"${request.externalUrl}" is no address that begins with http:// or https://.`];
  if (Date.parse(request.at) > now.getTime() + CLOCKS_DIFFER_MS)
    return [
      'at',
      `${request.at} is yet to come: it is ${now.toISOString()} here, and a clock may be 5 minutes ahead of it.`,
    ];
  return null;
}

/** What is wrong with what is told of a run as it stands; null where nothing is. */
export function mistakeIn(request: RunRequest, now: Date): UserError | null {
  const found = wrong(request, now);
  return found && { code: 'BAD_USER_INPUT', path: ['input', found[0]], message: found[1] };
}

/** Why a run that has ended does not end otherwise; null where it has not, or that is no end or the same. */
export function contradiction({ key, status, endedAt }: RunRow, told: RunStatus): UserError | null {
  if (endedAt === null || !isEnding(told) || told === status) return null;
  const message = `The run ${key} ended ${status.toUpperCase()} at ${endedAt}, and that is told: run it again under another id.`;
  return { code: 'CONFLICT', path: ['input', 'status'], message };
}
