import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { table } from '../../terminal/table.js';

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly format: string;
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  readonly backlog: number;
}

interface Answered {
  readonly webhook: Webhook | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

const WEBHOOK = 'id url events filter format enabled disabledReason createdAt createdBy backlog';
const ERRORS = 'userErrors { code path message }';
const CREATE = `mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret webhook { ${WEBHOOK} } ${ERRORS} } }`;
const DELETE = `mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) { webhook { ${WEBHOOK} } ${ERRORS} } }`;
const REDELIVER = `mutation Redeliver($input: RedeliverInput!) {
  redeliver(input: $input) { webhook { ${WEBHOOK} } ${ERRORS} } }`;
const LIST = `query Webhooks($first: Int, $after: Cursor) {
  webhooks(first: $first, after: $after) { nodes { ${WEBHOOK} } ${PAGE_INFO} } }`;

interface Json {
  readonly json?: boolean;
}

export interface CreateOptions extends Json {
  readonly event?: readonly string[];
  readonly domain?: readonly string[];
  readonly product?: readonly string[];
  readonly severity?: readonly string[];
  readonly slack?: boolean;
  readonly after?: string;
}

/** `floe webhooks create <url>`: the secret on stdout, once. Throws Failure 1 where it is refused. */
export async function webhooksCreate(
  { client, terminal }: Setting,
  url: string,
  options: CreateOptions,
): Promise<void> {
  const { event, domain, product, severity, slack, after, json } = options;
  const named = (values: readonly string[] | undefined): string[] | undefined =>
    values?.map((each) => each.toUpperCase().replaceAll('-', '_'));
  const filter = { domains: domain, products: product, severities: named(severity) };
  const input = {
    url,
    events: named(event),
    filter: Object.values(filter).some((each) => each !== undefined) ? filter : undefined,
    format: slack ? 'SLACK' : 'CLOUDEVENTS',
    after,
  };
  const { createWebhook } = await client.ask<{
    readonly createWebhook: Answered & { readonly secret: string | null };
  }>(CREATE, { input });
  if (json) terminal.out(asJson(createWebhook));
  mustBeAccepted(createWebhook.userErrors);
  if (json || createWebhook.secret === null) return;
  terminal.out(createWebhook.secret);
  terminal.err(`The webhook is ${createWebhook.webhook?.id}. Its secret is shown here and never again.`);
}

/** `floe webhooks list`. */
export async function webhooksList({ client, terminal }: Setting, { json }: Json): Promise<void> {
  const webhooks = await allPages<Webhook>(client, LIST);
  if (json) return terminal.out(asJson(webhooks));
  const columns = [
    { title: 'ID', width: 16 },
    { title: 'URL', width: 40 },
    { title: 'FORMAT', width: 12 },
    { title: 'WAITING', width: 8 },
    { title: 'STATE', width: 24 },
  ];
  const rows = webhooks.map((each) => [
    each.id,
    each.url,
    each.format.toLowerCase(),
    String(each.backlog),
    each.enabled ? 'enabled' : (each.disabledReason ?? 'disabled'),
  ]);
  terminal.out(table(columns, rows, terminal.columns));
}

/** `floe webhooks delete <id>`. Throws Failure 1 where there is none. */
export async function webhooksDelete({ client, terminal }: Setting, id: string, { json }: Json): Promise<void> {
  const { deleteWebhook } = await client.ask<{ readonly deleteWebhook: Answered }>(DELETE, { input: { id } });
  if (json) terminal.out(asJson(deleteWebhook));
  mustBeAccepted(deleteWebhook.userErrors);
  if (!json) terminal.out(`Deleted the webhook to ${deleteWebhook.webhook?.url}.`);
}

/** `floe webhooks redeliver <id> --after <cursor>`. Throws Failure 1 where there is no such webhook or cursor. */
export async function webhooksRedeliver(
  { client, terminal }: Setting,
  webhook: string,
  { after, json }: Json & { readonly after: string },
): Promise<void> {
  const { redeliver } = await client.ask<{ readonly redeliver: Answered }>(REDELIVER, { input: { webhook, after } });
  if (json) terminal.out(asJson(redeliver));
  mustBeAccepted(redeliver.userErrors);
  if (!json) terminal.out(`All after ${after} is sent again to ${redeliver.webhook?.url}.`);
}
