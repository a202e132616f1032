import { followOf } from '../../entities/reads/follows.js';
import { removeFollow } from '../../entities/writes/follows.js';
import type { Toolkit } from '../kit/toolkit.js';
import { NOBODY, type FollowRequest, type FollowResult } from './follow.js';

/** Follows something no more; what stands no more too. */
export async function unfollow(kit: Toolkit, { fqn }: FollowRequest): Promise<FollowResult> {
  const follower = kit.actor.name;
  if (follower === null) return NOBODY;
  return kit.db.transaction(async (tx) => {
    const standing = await followOf(tx, follower, fqn);
    if (!standing) {
      const message = `You do not follow "${fqn}": \`following\` lists what you do.`;
      return { follow: null, userErrors: [{ code: 'NOT_FOUND' as const, path: ['input', 'fqn'], message }] };
    }
    await removeFollow(tx, standing.id);
    return { follow: standing, userErrors: [] };
  });
}
