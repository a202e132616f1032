import type { Database } from '../../src/entities/database.js';
import { readLog } from '../../src/entities/log/eventLog.js';
import type { ContractChangeRow } from '../../src/entities/rows/contracts/ContractChangeRow.js';
import { sql } from '../../src/entities/sql.js';
import { appendEvents } from '../../src/entities/writes/events.js';

/** What lets a server send to receivers on loopback, and send again soon. */
export const WEBHOOKS = {
  WEBHOOK_KEY: Buffer.alloc(32, 1).toString('base64'),
  WEBHOOK_ALLOW: '127.0.0.1',
  WEBHOOK_HTTP: 'allow',
  WEBHOOK_RETRY_MS: '5',
};

export const CREATE = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  webhook { id url events filter format enabled createdBy backlog } secret userErrors { code path message } } }`;

export interface CreatedWebhook {
  readonly createWebhook: {
    readonly webhook: { readonly id: string; readonly url: string } | null;
    readonly secret: string | null;
    readonly userErrors: readonly { readonly code: string; readonly path: string[]; readonly message: string }[];
  };
}

type Data = <T>(query: string, variables?: Record<string, unknown>) => Promise<T>;

/** Makes a webhook; throws where it is refused. */
export async function createWebhook(data: Data, input: object): Promise<{ id: string; secret: string }> {
  const { webhook, secret, userErrors } = (await data<CreatedWebhook>(CREATE, { input })).createWebhook;
  if (!webhook || secret === null) throw new Error(JSON.stringify(userErrors));
  return { id: webhook.id, secret };
}

export const WEBHOOK = `query ($id: ID!) { webhook(id: $id) { enabled disabledReason backlog
  deliveries(first: 500) { totalCount nodes { id cursor at status attempts responseCode nextAttemptAt error } } } }`;

export interface Asked {
  readonly webhook: {
    readonly enabled: boolean;
    readonly disabledReason: string | null;
    readonly backlog: number;
    readonly deliveries: {
      readonly totalCount: number;
      readonly nodes: readonly {
        readonly cursor: string;
        readonly status: string;
        readonly attempts: number;
        readonly responseCode: number | null;
        readonly nextAttemptAt: string | null;
        readonly error: string | null;
      }[];
    };
  };
}

/** What commits changes of the contracts of acme's store: one of each in turn, in one transaction; gives their numbers. */
export async function committer(
  db: Database,
): Promise<(count: number, over?: Partial<ContractChangeRow>) => Promise<number[]>> {
  const { entries } = await readLog(db, 0, 500);
  const changes = entries.flatMap((entry) => (entry.kind === 'contract_change' ? [entry.change] : []));
  const ofContracts = [...new Map(changes.map((each) => [each.contractId, each])).values()];
  let made = 0;
  return async (count, over = {}) => {
    const events = Array.from({ length: count }, () => {
      const { seq: _seq, at: _at, ...row } = ofContracts[made % ofContracts.length] as ContractChangeRow;
      made += 1;
      const change = { ...row, message: `Change ${made} <b> & "ä".`, ...over };
      return {
        kind: 'contract_change' as const,
        at: '2026-01-15T13:00:00.000Z',
        domain: row.providerDomain,
        subjectId: row.contractId,
        change,
      };
    });
    return db.transaction((tx) => appendEvents(tx, events));
  };
}

/** How many deliveries of the store stand so. */
export async function deliveriesThat(db: Database, status: string): Promise<number> {
  const row = await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM webhook_deliveries WHERE status = ${status}`);
  return Number(row?.n ?? 0);
}
