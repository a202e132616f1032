import { mustBeAccepted, type UserErrorAnswer } from '../report/compilation.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface WithdrawOptions {
  readonly reason: string;
  readonly expectedVersion?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly withdrawAnnouncement: {
    readonly announcement: { readonly version: string } | null;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `mutation Withdraw($input: WithdrawAnnouncementInput!) {
  withdrawAnnouncement(input: $input) { announcement { version status reason } userErrors { code path message } } }`;

/** `floe withdraw <fqn> --reason`: takes back the version that is announced. Throws Failure 1 where none is. */
export async function productsWithdraw(
  { client, terminal }: Setting,
  fqn: string,
  { reason, expectedVersion, json }: WithdrawOptions,
): Promise<void> {
  const { withdrawAnnouncement } = await client.ask<Answer>(MUTATION, { input: { fqn, reason, expectedVersion } });
  const { announcement, userErrors } = withdrawAnnouncement;
  if (json) terminal.out(asJson(withdrawAnnouncement));
  mustBeAccepted(userErrors);
  if (!json && announcement) terminal.out(`Withdrew ${fqn} ${announcement.version}: it is not to come.`);
}
