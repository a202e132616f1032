import type { Transaction } from '../../entities/database.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import { changeWebhook, webhooksById } from '../../entities/webhooks/webhooks.js';
import { instantAfter } from '../kit/instantAfter.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { newSecret, seal } from './seal.js';
import {
  eventsRefusal,
  keptFilter,
  keyRefusal,
  NO_SUCH_WEBHOOK,
  refused,
  settingsOf,
  urlRefusal,
  type Wanted,
  type WebhookResult,
} from './webhook.js';

/** What is undefined stays; a null of `events` or `filter` asks for all. */
export interface UpdateWebhookRequest extends Wanted {
  /** Its number in the store; null for what is no id of a webhook. */
  readonly id: number | null;
  readonly url?: string | null;
  readonly enabled?: boolean | null;
  readonly rotateSecret?: boolean | null;
}

/** How long requests are signed with the secret before besides. */
const BOTH = 'P1D';

type Enabled = Pick<WebhookRow, 'enabled' | 'disabledReason'>;

function enabledNow({ enabled }: UpdateWebhookRequest, standing: WebhookRow): Enabled {
  return enabled == null ? standing : { enabled: enabled ? 1 : 0, disabledReason: null };
}

/** Who enables his own is told what he may see by now. */
const seer = ({ actor }: Toolkit, { enabled }: UpdateWebhookRequest, { createdBy, principal }: WebhookRow): object =>
  enabled && actor.principal && actor.name === createdBy ? actor.principal : principal;

async function changed(
  tx: Transaction,
  kit: Toolkit,
  request: UpdateWebhookRequest,
  standing: WebhookRow,
): Promise<WebhookResult> {
  const { keys } = settingsOf(kit);
  const secret = request.rotateSecret && keys ? newSecret() : null;
  const rotated =
    secret !== null && keys
      ? {
          secret: seal(secret, keys),
          previousSecret: standing.secret,
          previousUntil: instantAfter(instant(kit.clock), BOTH),
        }
      : {};
  const { enabled, disabledReason } = enabledNow(request, standing);
  const webhook: WebhookRow = {
    ...standing,
    url: request.url ?? standing.url,
    events: request.events === undefined ? standing.events : request.events && [...new Set(request.events)],
    filter: request.filter === undefined ? standing.filter : keptFilter(request.filter),
    enabled,
    disabledReason,
    principal: seer(kit, request, standing),
    ...rotated,
  };
  await changeWebhook(tx, standing.id, webhook);
  await tx.wakeAfterCommit();
  return { webhook, secret, userErrors: [] };
}

/**
 * Changes a webhook. One that was disabled goes on where it stood, with what its maker may see by now where he enables it. A new secret is in the answer and nowhere else; for a
 * day requests are signed with the one before besides.
 */
export async function updateWebhook(kit: Toolkit, request: UpdateWebhookRequest): Promise<WebhookResult> {
  const settings = settingsOf(kit);
  return kit.db.transaction(async (tx) => {
    const [standing] = request.id === null ? [] : await webhooksById(tx, [request.id]);
    if (!standing) return refused(NO_SUCH_WEBHOOK);
    const error =
      (request.url == null ? null : urlRefusal(request.url, settings)) ??
      eventsRefusal(request) ??
      (request.rotateSecret ? keyRefusal(settings.keys, 'rotateSecret') : null);
    return error ? refused(error) : changed(tx, kit, request, standing);
  });
}
