import type { ChangeFilter } from '../../entities/reads/contracts.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import type { UserError } from '../../errors.js';
import type { Toolkit } from '../kit/toolkit.js';
import type { Keyring, WebhookSettings } from '../kit/webhookSettings.js';
import { targetRefusal } from './targets.js';

export interface WebhookResult {
  readonly webhook: WebhookRow | null;
  /** Shown once. */
  readonly secret: string | null;
  readonly userErrors: readonly UserError[];
}

/** Which events a webhook is told of. */
export interface Wanted {
  /** null: all kinds. */
  readonly events?: readonly string[] | null;
  readonly filter?: ChangeFilter | null;
}

/** Where nothing is configured. */
const NO_WEBHOOKS: WebhookSettings = { keys: null, allowed: { ranges: [], http: false } };

export const settingsOf = ({ webhooks = NO_WEBHOOKS }: Pick<Toolkit, 'webhooks'>): WebhookSettings => webhooks;

export const mistake = (path: string, message: string, code: UserError['code'] = 'BAD_USER_INPUT'): UserError => ({
  code,
  path: ['input', path],
  message,
});

export const refused = (error: UserError): WebhookResult => ({ webhook: null, secret: null, userErrors: [error] });

/** A mistake in `input.url`: nothing may be sent there; null where it may. */
export function urlRefusal(url: string, { allowed }: WebhookSettings): UserError | null {
  const why = targetRefusal(url, allowed);
  return why === null ? null : mistake('url', `The address is refused: ${why}.`);
}

/** A mistake in `input.events`: none at all is asked for; null where there is none. */
export function eventsRefusal({ events }: Wanted): UserError | null {
  if (events?.length !== 0) return null;
  return mistake('events', 'An empty list asks for no event at all: name one or more kinds, or leave it out for all.');
}

/** The filter as it is kept: without conditions that are not given, and without any as none. */
export function keptFilter(filter: ChangeFilter | null | undefined): object | null {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value != null);
  return given.length > 0 ? Object.fromEntries(given) : null;
}

/** What the catalog has to have before it makes secrets; null where it has it. */
export function keyRefusal(keys: Keyring | null, path: string): UserError | null {
  if (keys) return null;
  const message =
    'This catalog has no key to keep secrets of webhooks with: set WEBHOOK_KEY to 32 random bytes in base64 (openssl rand -base64 32) and start it anew.';
  return mistake(path, message, 'UNAVAILABLE');
}

export const NO_SUCH_WEBHOOK = mistake('id', 'There is no such webhook: `webhooks` lists them.', 'NOT_FOUND');
