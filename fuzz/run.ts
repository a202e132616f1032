import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { Dice } from './Dice.js';
import { Documents } from './Documents.js';
import { anyValue, changed } from './hostile.js';
import { Known } from './Known.js';
import { Operations } from './Operations.js';

export interface FuzzOptions {
  /** Where the server is: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly seed: number;
  /** The first request of the seed, and how many. */
  readonly from?: number;
  readonly operations: number;
  /** How long it may take at most. */
  readonly seconds?: number;
  /** How many are under way at once; with one, what was asked before is the same each time. */
  readonly atOnce?: number;
  readonly onProgress?: (asked: number) => void;
}

/** A request that was not answered as it must be. */
export interface Fault {
  readonly seed: number;
  readonly number: number;
  readonly why: string;
  readonly request: string;
}

export interface Fuzzed {
  readonly asked: number;
  /** How often each status and each code of an error was answered. */
  readonly told: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
}

/** What a server may take for one answer. */
const PATIENCE_MS = 60_000;

/** Names, ids and cursors of what stands, to be asked for. */
const HARVEST = [
  `{ products(first: 50) { edges { cursor } nodes { id fqn name version publishedAt domain { id name } ownership { team email }
     outputPorts { id fqn name columns { name } } inputPorts { id fqn name } models { nodes { id fqn name } } } } }`,
  '{ contracts(first: 50) { edges { cursor } nodes { id name version } } domains { edges { cursor } nodes { id name } } }',
  '{ contractChanges { edges { cursor } } namespaces { id path name } diagnosticRules { code } }',
  '{ lineage(of: "sales.customer-360", direction: BOTH, level: MODEL, first: 20) { nodes { fqn } pageInfo { startCursor endCursor } } }',
  '{ search(text: "customer") { edges { cursor } } }',
];

interface Said {
  readonly status: number;
  readonly body: string;
}

/** How often a request is sent: the connections that the client keeps may all have been given up meanwhile. */
const TRIES = 6;

/** Asks; again where the connection had been given up that it was sent on, which tells nothing of the server. */
async function asked(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Said> {
  for (let tried = 1; ; tried++) {
    try {
      return await post(url, body, headers);
    } catch (error) {
      if ((error as Error).name === 'TimeoutError' || tried === TRIES) throw error;
      await sleep(20);
    }
  }
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Said> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, body: await response.text() };
}

/** The codes of the errors of an answer; throws where it is no answer of GraphQL. */
function codesOf(body: string): string[] {
  const { data, errors = [] } = JSON.parse(body) as { data?: unknown; errors?: { extensions?: { code?: unknown } }[] };
  if (data === undefined && errors.length === 0) throw new Error('neither data nor errors');
  return errors.map(({ extensions }) => String(extensions?.code));
}

/** Why an answer is a fault; null where it is none. */
function faultOf({ status, body }: Said, codes: readonly string[]): string | null {
  if (status >= 500) return `status ${status}: ${body.slice(0, 500)}`;
  if (codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('undefined')) return body.slice(0, 1_000);
  return null;
}

/** Asks a server what nobody should, and notes where it does not answer as it must. */
export class Fuzzer {
  private readonly told = new Map<string, number>();
  private readonly faults: Fault[] = [];
  private readonly known = new Known();
  private readonly documents = new Documents();
  private asked = 0;

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: FuzzOptions,
  ) {}

  static async run(options: FuzzOptions): Promise<Fuzzed> {
    const { url } = options;
    const sdl = await (await fetch(`${url}/schema.graphql`)).text();
    const fuzzer = new Fuzzer(buildSchema(sdl, { assumeValidSDL: true }), options);
    for (const query of HARVEST) fuzzer.known.note(JSON.parse((await post(url, JSON.stringify({ query }))).body));
    await fuzzer.all();
    const { asked, told, faults } = fuzzer;
    return { asked, told, faults };
  }

  private async all(): Promise<void> {
    const { operations, from = 0, seconds = Infinity, atOnce = 1, onProgress } = this.options;
    const end = performance.now() + seconds * 1_000;
    let next = from;
    const worker = async (): Promise<void> => {
      while (next < from + operations && performance.now() < end) {
        await this.one(next++);
        this.asked += 1;
        onProgress?.(this.asked);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  /** The body of a request: mostly one operation as it should be sent. */
  private request(dice: Dice): string {
    const { query, variables } = new Operations(this.schema, this.known, this.documents, dice).next();
    if (dice.chance(0.96)) return JSON.stringify({ query, variables });
    const body = { query, variables, operationName: anyValue(dice), extensions: anyValue(dice) };
    return dice.chance(0.5) ? JSON.stringify(body) : changed(JSON.stringify(body), dice);
  }

  private async one(number: number): Promise<void> {
    const { seed, url } = this.options;
    const dice = new Dice(seed, number);
    const request = this.request(dice);
    const headers: Record<string, string> = dice.chance(0.1) ? { accept: 'application/graphql-response+json' } : {};
    const fault = (why: string): void => void this.faults.push({ seed, number, why, request });
    try {
      const said = await asked(url, request, headers);
      const codes = codesOf(said.body);
      for (const each of [`status ${said.status}`, ...new Set(codes)])
        this.told.set(each, (this.told.get(each) ?? 0) + 1);
      const why = faultOf(said, codes);
      if (why !== null) fault(why);
    } catch (error) {
      fault(`no answer: ${String(error)} ${String((error as Error).cause ?? '')}`);
    }
  }
}
