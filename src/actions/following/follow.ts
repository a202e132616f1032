import { lastSeq } from '../../entities/reads/events.js';
import { followedKind, followOf } from '../../entities/reads/follows.js';
import type { FollowRow } from '../../entities/rows/access/FollowRow.js';
import type { Transaction } from '../../entities/database.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import { countFollowsOf, putFollow } from '../../entities/writes/follows.js';
import { enabledWebhooksOf } from '../../entities/webhooks/webhooks.js';
import type { UserError } from '../../errors.js';
import { nearMatches } from '../kit/nearMatches.js';
import { instant, type Toolkit } from '../kit/toolkit.js';

export interface FollowRequest {
  readonly fqn: string;
  readonly notify?: FollowRow['notify'] | null;
}

export interface FollowResult {
  readonly follow: FollowRow | null;
  readonly userErrors: readonly UserError[];
}

/** How much somebody may follow. */
const MOST = 1000;

const mistake = (path: string, code: UserError['code'], message: string): FollowResult => ({
  follow: null,
  userErrors: [{ code, path: ['input', path], message }],
});

/** Where nobody is asked who he is (AUTH=none) there is nobody who could follow. */
export const NOBODY = mistake(
  'fqn',
  'UNAUTHENTICATED',
  'Following is for whom the catalog knows by name, and this request says none: sign in (docs/authentication.md).',
);

async function unknown(tx: Transaction, fqn: string): Promise<FollowResult> {
  const near = nearMatches(fqn, await namesLike(tx, fqn, ['product', 'port']));
  const hint = near.length > 0 ? ` Did you mean ${near.slice(0, 3).join(' or ')}?` : '';
  return mistake('fqn', 'NOT_FOUND', `"${fqn}" is no domain, product or output port that stands.${hint}`);
}

const NO_WEBHOOK =
  'You have no webhook that is enabled, by which you could be told: make one first (createWebhook, docs/webhooks.md).';

/** Begins to follow, or marks a visit of what is followed: all that is committed until now is seen. */
export async function follow(kit: Toolkit, { fqn, notify }: FollowRequest): Promise<FollowResult> {
  const follower = kit.actor.name;
  if (follower === null) return NOBODY;
  return kit.db.transaction(async (tx) => {
    const kind = await followedKind(tx, fqn);
    if (kind === null) return unknown(tx, fqn);
    if (notify === 'webhook' && (await enabledWebhooksOf(tx, follower)).length === 0)
      return mistake('notify', 'BAD_USER_INPUT', NO_WEBHOOK);
    const standing = await followOf(tx, follower, fqn);
    if (!standing && (await countFollowsOf(tx, follower)) >= MOST)
      return mistake('fqn', 'LIMIT_EXCEEDED', `You follow ${MOST} things, the most: unfollow one of them first.`);
    const row = {
      follower,
      kind,
      fqn,
      since: standing?.since ?? instant(kit.clock),
      notify: notify ?? 'none',
      lastSeen: await lastSeq(tx),
    };
    return { follow: await putFollow(tx, row), userErrors: [] };
  });
}
