import { CatalogError } from '../../errors.js';
import type { Who } from '../../who/Who.js';

/** How often it is looked whether credentials still hold that are not about to expire. */
const LOOK_MS = 30_000;

/**
 * Minds the credentials of what lasts longer than a request: calls back once, with the reason, when they have expired or
 * are taken back. Returns how to stop.
 */
export function watchCredentials(who: Who, credentials: string | undefined, onEnd: (why: string) => void): () => void {
  return who.open || credentials === undefined ? nothing : watch(who, credentials, onEnd);
}

const nothing = (): void => undefined;

function watch(who: Who, credentials: string, onEnd: (why: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    let left = LOOK_MS;
    try {
      const { expiresAt } = await who.identify(credentials);
      if (expiresAt !== null) left = expiresAt - who.now();
    } catch (error) {
      // Where it cannot be told now, it is looked again.
      if (error instanceof CatalogError && error.code === 'UNAUTHENTICATED') {
        if (!stopped) onEnd(error.message);
        stopped = true;
      }
    }
    if (!stopped) timer = setTimeout(() => void look(), Math.max(0, Math.min(LOOK_MS, left))).unref();
  };
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** What a subscription ends with whose credentials hold no longer: `after` is the cursor to resume from. */
export const endOfCredentials =
  (why: string) =>
  (after: string): CatalogError =>
    new CatalogError('UNAUTHENTICATED', `${why} Resume with after: "${after}".`, { after });
