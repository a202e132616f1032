import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { printList, type ListColumn } from '../../report/listing.js';
import { Failure } from '../../terminal/Failure.js';

interface Told {
  readonly status: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly message: string | null;
}

interface Run extends Told {
  readonly id: string;
  readonly runId: string;
  readonly externalUrl: string | null;
  readonly product: { readonly fqn: string };
  readonly steps: readonly (Told & { readonly name: string })[];
}

interface Json {
  readonly json?: boolean;
}

const RUN = 'id runId status startedAt endedAt message externalUrl product { fqn }';
const LIST = `query Runs($product: String!, $first: Int, $after: Cursor) {
  runs(product: $product, first: $first, after: $after) { nodes { ${RUN} } ${PAGE_INFO} } }`;
const ONE = `query Run($id: ID!) {
  run(id: $id) { ${RUN} steps { name status startedAt endedAt message } } }`;

const status = { title: 'STATUS', width: 11, of: (told: Told) => told.status.toLowerCase() };
const started = { title: 'STARTED', width: 26, of: (told: Told) => told.startedAt ?? '-' };
const ended = { title: 'ENDED', width: 26, of: (told: Told) => told.endedAt ?? '-' };

const RUNS: readonly ListColumn<Run>[] = [
  { title: 'RUN', width: 12, of: ({ id }) => id },
  status,
  started,
  ended,
  { title: 'RUN ID', width: 0, of: ({ runId }) => runId },
];
const STEPS: readonly ListColumn<Run['steps'][number]>[] = [
  { title: 'STEP', width: 16, of: ({ name }) => name },
  status,
  started,
  { title: 'ENDED', width: 0, of: ended.of },
];

/** `floe runs list <product>`: its runs, the newest first. Throws Failure 1 for a product that is not there. */
export async function runsList({ client, terminal }: Setting, product: string, { json }: Json): Promise<void> {
  const runs = await allPages<Run>(client, LIST, { product });
  if (json) return terminal.out(asJson(runs));
  printList(terminal, RUNS, runs);
}

/** `floe runs describe <id>`: a run and its steps. Throws Failure 1 where there is none. */
export async function runsDescribe({ client, terminal }: Setting, id: string, { json }: Json): Promise<void> {
  const { run } = await client.ask<{ readonly run: Run | null }>(ONE, { id });
  if (!run) throw new Failure(1, `there is no run ${id}: \`floe runs list <product>\` prints those that there are.`);
  if (json) return terminal.out(asJson(run));
  const begun = run.startedAt === null ? '' : ` from ${run.startedAt}`;
  terminal.out(`${run.product.fqn} ${run.status.toLowerCase()}${begun}${run.endedAt ? ` to ${run.endedAt}` : ''}`);
  terminal.out(`Run ID: ${run.runId}`);
  if (run.externalUrl !== null) terminal.out(`Page:   ${run.externalUrl}`);
  if (run.message !== null) terminal.out(run.message);
  printList(terminal, STEPS, run.steps);
  for (const { name, message } of run.steps) if (message !== null) terminal.out(`${name}: ${message}`);
}
