import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';
import { asJson, type Setting } from '../../catalog/Setting.js';

interface ObserveOptions {
  readonly dataAt?: string;
  readonly up?: boolean;
  readonly down?: boolean;
  readonly metric?: string;
  readonly value?: string;
  readonly at?: string;
  readonly json?: boolean;
}

interface Breach {
  readonly objective: string;
  readonly metric: string;
  readonly target: string;
  readonly observed: string;
  readonly resolvedAt: string | null;
}

interface Answer {
  readonly recordObservations: {
    readonly accepted: number;
    readonly breaches: readonly Breach[];
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `mutation Observe($input: RecordObservationsInput!) {
  recordObservations(input: $input) {
    accepted
    breaches { objective metric target observed openedAt resolvedAt }
    userErrors { code path message }
  }
}`;

const EXPECTED = 'say one of --data-at <instant>, --up, --down, or --metric <name> with --value <percentage>.';

/** What was seen, of one objective. Throws Failure 2 where the options say none, or several. */
function seen({ dataAt, up, down, metric, value }: ObserveOptions): object {
  const said = [dataAt, up, down, metric ?? value].filter((each) => each !== undefined).length;
  if (said !== 1 || (metric === undefined) !== (value === undefined)) throw new Failure(2, EXPECTED);
  if (dataAt !== undefined) return { objective: 'FRESHNESS', dataAt };
  if (metric !== undefined) return { objective: 'QUALITY', metric, value };
  return { objective: 'AVAILABILITY', up: up === true };
}

const told = ({ objective, metric, target, observed, resolvedAt }: Breach): string => {
  const what = objective === 'QUALITY' ? `quality of ${metric}` : objective.toLowerCase();
  return `  ${resolvedAt === null ? 'opened' : 'resolved'}: ${what}, promised ${target}, observed ${observed}`;
};

/**
 * `floe observe <port>`: records what monitoring saw of an output port; a missed objective opens a breach (docs/sla.md).
 * Throws Failure 1 where it is refused, 2 where the options say no observation.
 */
export async function observe({ client, terminal }: Setting, port: string, options: ObserveOptions): Promise<void> {
  const observation = { port, at: options.at ?? new Date().toISOString(), ...seen(options) };
  const { recordObservations } = await client.carryOut<Answer>(MUTATION, { observations: [observation] });
  const { breaches, userErrors } = recordObservations;
  if (options.json) terminal.out(asJson(recordObservations));
  mustBeAccepted(userErrors);
  if (options.json) return;
  terminal.out(`Recorded for ${port}.${breaches.length === 0 ? ' No breach was opened or resolved.' : ''}`);
  for (const breach of breaches) terminal.out(told(breach));
}
