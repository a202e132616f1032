import type { Keyring } from '../actions/kit/webhookSettings.js';
import { isSealedBy, seal, unseal } from '../actions/webhooks/seal.js';
import type { Database } from '../entities/database.js';
import type { WebhookRow } from '../entities/rows/webhooks/WebhookRow.js';
import { reseal } from '../entities/webhooks/webhooks.js';

/** The secrets of webhooks, opened; those that an old key sealed are sealed anew with the first. */
export class Secrets {
  private readonly noted = new Set<number>();

  constructor(
    private readonly db: Database,
    private readonly keys: Keyring | null,
    private readonly onNotice: (message: string, webhook?: number) => void,
  ) {}

  /** Those webhooks whose secret one of the keys opens; of the others it tells, once. */
  async opened(webhooks: readonly WebhookRow[]): Promise<WebhookRow[]> {
    const usable = webhooks.filter(({ secret }) => unseal(secret, this.keys ?? []) !== null);
    for (const { id } of webhooks)
      if (!usable.some((each) => each.id === id) && !this.noted.has(id)) {
        this.noted.add(id);
        this.onNotice('no key of WEBHOOK_KEY opens the secret of a webhook: nothing is sent to it', id);
      }
    await this.sealedAnew(usable);
    return usable;
  }

  /** What a request is signed with at this time: the secret, and for a day the one before. */
  of({ secret, previousSecret, previousUntil }: WebhookRow, at: Date): string[] {
    const isBoth = previousSecret !== null && previousUntil !== null && previousUntil > at.toISOString();
    return [secret, ...(isBoth ? [previousSecret] : [])].flatMap((each) => unseal(each, this.keys ?? []) ?? []);
  }

  private async sealedAnew(webhooks: readonly WebhookRow[]): Promise<void> {
    const { keys } = this;
    if (!keys) return;
    const isOld = (text: string | null): boolean => text !== null && !isSealedBy(text, keys);
    const old = webhooks.filter(({ secret, previousSecret }) => isOld(secret) || isOld(previousSecret));
    if (old.length === 0) return;
    const anew = (sealed: string | null): string | null => {
      const text = sealed === null ? null : unseal(sealed, keys);
      return text === null ? null : seal(text, keys);
    };
    await this.db.transaction(async (tx) => {
      for (const row of old)
        await reseal(tx, row, {
          secret: anew(row.secret) ?? row.secret,
          previousSecret: anew(row.previousSecret),
        });
    });
    this.onNotice(`the secrets of ${old.length} webhooks are sealed with the first key of WEBHOOK_KEY now`);
  }
}
