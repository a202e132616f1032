import { asJson, type Setting } from '../../catalog/Setting.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { printList, type ListColumn } from '../../report/listing.js';

interface Followed {
  readonly subject: { readonly __typename: string; readonly name: string };
  readonly since: string;
  readonly notify: string;
  readonly unseen: number;
}

const FOLLOW = `since notify unseen lastSeen subject {
  __typename
  ... on Domain { name }
  ... on DataProduct { name: fqn }
  ... on OutputPort { name: fqn }
}`;

const KINDS: Readonly<Record<string, string>> = { DataProduct: 'product', Domain: 'domain', OutputPort: 'port' };

const COLUMNS: readonly ListColumn<Followed>[] = [
  { title: 'KIND', width: 8, of: ({ subject }) => KINDS[subject.__typename] ?? subject.__typename },
  { title: 'NAME', width: 40, of: ({ subject }) => subject.name },
  { title: 'UNSEEN', width: 7, of: ({ unseen }) => String(unseen) },
  { title: 'NOTIFY', width: 8, of: ({ notify }) => notify.toLowerCase() },
  { title: 'SINCE', width: 0, of: ({ since }) => since.slice(0, 10) },
];

interface Options {
  readonly webhook?: boolean;
  readonly json?: boolean;
}

interface Answered {
  readonly follow: Followed | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

async function change({ client }: Setting, verb: 'follow' | 'unfollow', input: object): Promise<Followed | null> {
  const answer = await client.ask<Record<string, Answered>>(
    `mutation ($input: FollowInput!) { ${verb}(input: $input) {
      follow { ${FOLLOW} } userErrors { code path message } } }`,
    { input },
  );
  mustBeAccepted(answer[verb]?.userErrors ?? []);
  return answer[verb]?.follow ?? null;
}

/** `floe follow <fqn>`: follows it, or marks a visit. Throws Failure 1 where it is refused. */
export async function follow(setting: Setting, fqn: string, { webhook, json }: Options): Promise<void> {
  const followed = await change(setting, 'follow', { fqn, notify: webhook ? 'WEBHOOK' : 'NONE' });
  setting.terminal.out(json ? asJson(followed) : `You follow ${fqn}; what comes from now on counts as unseen.`);
}

/** `floe unfollow <fqn>`. Throws Failure 1 where it is not followed. */
export async function unfollow(setting: Setting, fqn: string, { json }: Options): Promise<void> {
  const followed = await change(setting, 'unfollow', { fqn });
  setting.terminal.out(json ? asJson(followed) : `You follow ${fqn} no more.`);
}

/** `floe following`: what is followed, with how much of each is unseen. */
export async function following({ client, terminal }: Setting, { json }: Options): Promise<void> {
  const query = `{ following(first: 500) { totalCount nodes { ${FOLLOW} } } }`;
  const { following: found } = await client.ask<{ following: { nodes: Followed[]; totalCount: number } }>(query);
  if (json) return terminal.out(asJson(found.nodes));
  if (found.nodes.length === 0) return terminal.out('You follow nothing: floe follow <fqn>.');
  printList(terminal, COLUMNS, found.nodes);
  const more = found.totalCount - found.nodes.length;
  if (more > 0) terminal.out(`... and ${more} more.`);
}
