import type { StepStatus } from '../../../adapters/steps/runSteps.js';
import type { Client } from '../../catalog/Client.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';

const RECORD = `mutation RecordRun($input: RecordRunInput!) { recordRun(input: $input) { userErrors { code path message } } }`;

interface Told {
  readonly status: StepStatus;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** null: of the run itself. */
  readonly step: string | null;
  readonly message: string | null;
  /** Where the run can be looked at, once that is known. */
  readonly externalUrl?: string;
}

/** As `recordRun` takes it. */
const LONGEST_MESSAGE = 10_000;

/** Tells the catalog of a run. What it does not hear while the run is under way, it hears when the run is gone on with. */
export class RunTeller {
  /** Why the catalog did not hear all of it; null: it did. */
  unheard: string | null = null;

  private constructor(
    private readonly client: Client,
    private readonly product: string,
    private readonly runId: string,
  ) {}

  /**
   * Tells that the run is under way; null where the product is not published: then there is nobody to tell. Throws Failure
   * where the catalog refuses it, or cannot be reached.
   */
  static async begin(client: Client, product: string, runId: string, at: string): Promise<RunTeller | null> {
    const teller = new RunTeller(client, product, runId);
    const errors = await teller.send({ status: 'running', at, step: null, message: null });
    if (errors.some(({ code }) => code === 'NOT_FOUND')) return null;
    mustBeAccepted(errors);
    return teller;
  }

  async tell(told: Told): Promise<void> {
    try {
      mustBeAccepted(await this.send(told));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.unheard ??= error.message;
    }
  }

  private async send({ status, at, step, message, externalUrl }: Told): Promise<readonly UserErrorAnswer[]> {
    const { product, runId } = this;
    const said = message === null ? null : message.slice(0, LONGEST_MESSAGE);
    const input = {
      product,
      runId,
      status: status.toUpperCase(),
      at,
      step,
      message: said,
      ...(externalUrl !== undefined && { externalUrl }),
    };
    const { recordRun } = await this.client.ask<{ recordRun: { userErrors: readonly UserErrorAnswer[] } }>(RECORD, {
      input,
    });
    return recordRun.userErrors;
  }
}
