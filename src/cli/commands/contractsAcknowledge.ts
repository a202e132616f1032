import { mustBeAccepted, type UserErrorAnswer } from '../report/compilation.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface AcknowledgeOptions {
  readonly response: string;
  readonly note?: string;
  readonly expectedVersion?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly acknowledgeChange: {
    readonly announcement: { readonly version: string; readonly effectiveAt: string } | null;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `mutation Acknowledge($input: AcknowledgeChangeInput!) {
  acknowledgeChange(input: $input) { announcement { version effectiveAt } userErrors { code path message } } }`;

/**
 * `floe contracts acknowledge <name>`: a consumer's answer to the breaking change that is announced for its contract.
 * Throws Failure 1 where the catalog refuses the answer.
 */
export async function contractsAcknowledge(
  { client, terminal }: Setting,
  contract: string,
  { response, note, expectedVersion, json }: AcknowledgeOptions,
): Promise<void> {
  const input = { contract, response: response.toUpperCase(), note, expectedVersion };
  const { acknowledgeChange } = await client.ask<Answer>(MUTATION, { input });
  if (json) terminal.out(asJson(acknowledgeChange));
  mustBeAccepted(acknowledgeChange.userErrors);
  const { announcement } = acknowledgeChange;
  if (!json && announcement)
    terminal.out(
      `${contract}: ${response} ${announcement.version}, which takes effect on ${announcement.effectiveAt}.`,
    );
}
