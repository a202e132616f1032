import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';
import { writeText } from '../../terminal/files.js';
import { table } from '../../terminal/table.js';

interface AccessRequest {
  readonly id: string;
  readonly port: { readonly fqn: string };
  readonly by: string;
  readonly for: string;
  readonly purpose: string;
  readonly status: string;
  readonly at: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  readonly patch: string | null;
  readonly pullRequest: string | null;
}

interface Payload {
  readonly request: AccessRequest | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

const REQUEST = 'id port { fqn } by for purpose status at decidedBy decidedAt note patch pullRequest';
const LISTED = 'id port { fqn } by for purpose status at decidedBy decidedAt note';
const ASK = `mutation RequestAccess($input: RequestAccessInput!) {
  requestAccess(input: $input) { request { ${REQUEST} } userErrors { code path message } } }`;
const DECIDE = `mutation DecideAccess($input: DecideAccessInput!) {
  decideAccess(input: $input) { request { ${REQUEST} } userErrors { code path message } } }`;
const LIST = `query AccessRequests($port: String, $status: AccessRequestStatus, $first: Int, $after: Cursor) {
  accessRequests(port: $port, status: $status, first: $first, after: $after) { nodes { ${LISTED} } ${PAGE_INFO} } }`;

/** `floe access request <port>`: asks its owners. Throws Failure 1 where it is refused. */
export async function accessRequest(
  { client, terminal }: Setting,
  port: string,
  options: { readonly for: string; readonly purpose: string; readonly json?: boolean },
): Promise<void> {
  const input = { port, for: options.for, purpose: options.purpose };
  const { requestAccess } = await client.carryOut<{ readonly requestAccess: Payload }>(ASK, input);
  if (options.json) terminal.out(asJson(requestAccess));
  mustBeAccepted(requestAccess.userErrors);
  if (options.json || !requestAccess.request) return;
  terminal.out(requestAccess.request.id);
  terminal.err(`Asked for ${options.for} to read ${port}: its owners decide.`);
}

/** `floe access requests`. */
export async function accessRequests(
  { client, terminal }: Setting,
  { port, status, json }: { readonly port?: string; readonly status?: string; readonly json?: boolean },
): Promise<void> {
  const variables = { port, status: status?.toUpperCase() };
  const requests = await allPages<AccessRequest>(client, LIST, variables);
  if (json) return terminal.out(asJson(requests));
  const columns = [
    { title: 'ID', width: 24 },
    { title: 'PORT', width: 32 },
    { title: 'FOR', width: 28 },
    { title: 'BY', width: 20 },
    { title: 'STATUS', width: 10 },
    { title: 'AT', width: 26 },
    { title: 'PURPOSE', width: 40 },
  ];
  const rows = requests.map((each) => [
    each.id,
    each.port.fqn,
    each.for,
    each.by,
    each.status.toLowerCase(),
    each.at,
    each.purpose,
  ]);
  terminal.out(table(columns, rows, terminal.columns));
}

export interface DecideOptions {
  readonly grant?: boolean;
  readonly deny?: boolean;
  readonly note?: string;
  readonly patch?: string;
  readonly pullRequest?: string;
  readonly json?: boolean;
}

/**
 * `floe access decide <id>`: the patch of a grant on stdout, or into a file. Throws Failure 2 where it is not said how, 1
 * where it is refused.
 */
export async function accessDecide({ client, terminal }: Setting, id: string, options: DecideOptions): Promise<void> {
  const { grant = false, deny = false, note, json } = options;
  if (grant === deny) throw new Failure(2, 'say --grant, or --deny with --note.');
  const { decideAccess } = await client.ask<{ readonly decideAccess: Payload }>(DECIDE, { input: { id, grant, note } });
  const { request, userErrors } = decideAccess;
  if (json) terminal.out(asJson(decideAccess));
  mustBeAccepted(userErrors);
  if (!request) return;
  if (options.pullRequest !== undefined && request.pullRequest !== null)
    await writeText(options.pullRequest, request.pullRequest);
  if (options.patch !== undefined && request.patch !== null) await writeText(options.patch, request.patch);
  else if (!json && request.patch !== null) terminal.out(request.patch.replace(/\n$/, ''));
  if (!json) terminal.err(`${request.for} on ${request.port.fqn}: ${request.status.toLowerCase()}.`);
}
