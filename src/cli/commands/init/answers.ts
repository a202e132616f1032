import path from 'node:path';
import type { PlacedDiagnostic } from '../../../compiler/report/locations.js';
import type { BegunProduct, Said } from '../../../compiler/starter/beginProduct.js';
import { Failure } from '../../terminal/Failure.js';

/** What the options say of the product. */
export interface Options {
  readonly name?: string;
  readonly owner?: string;
  readonly email?: string;
}

/** A product that was begun, here or by the catalog, whose findings come over GraphQL. */
export type Begun = Omit<BegunProduct, 'diagnostics' | 'pattern'> & {
  readonly pattern: string | null;
  readonly diagnostics: readonly PlacedDiagnostic[];
};

/** Begins the product under the manifest that was named: as often as more is known of it. */
export type Begin = (said: Said) => Promise<Begun>;

/** The name of a folder as one of a product: `Customer Churn` is customer-churn; null where nothing is left of it. */
function asName(folder: string): string | null {
  const words = path.basename(path.resolve(folder)).toLowerCase();
  return words.replace(/[^a-z\d_]+/g, '-').replace(/^[-_]+|-+$/g, '') || null;
}

/** Whether somebody sits there who can be asked. */
const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

const UNASKED = 'Nobody is there to ask: say it with --name, --owner and --email.';

/** Asks for what the options do not say, the usual answer being what the platform and the folder say. */
async function asked(begin: Begin, { name, owner, email }: Options, usual: Said): Promise<Begun> {
  const first = await begin(usual);
  if (first.pattern === null) return first;
  const { onTerminal } = await import('../../terminal/questions.js');
  const said = await onTerminal(async (question) => ({
    name: name ?? (await question('Name of the product', usual.name || null)),
    team: owner ?? (await question('Team that owns it', first.team)),
    email: email ?? first.email ?? (await question('Where the team is reached, an e-mail address', null)),
  }));
  return begin(said);
}

/**
 * The product that begins, of what is said of it by options, else by who is asked on a terminal, else what is usual, which is
 * the name of the folder and the owner of the platform. Throws Failure 2 where nothing says it, and where the questions are ended.
 */
export async function begunBy(begin: Begin, options: Options, folder: string): Promise<Begun> {
  const { name = asName(folder), owner: team = null, email = null } = options;
  const isOpen = options.name === undefined || team === null || email === null;
  if (canAsk() && isOpen) return asked(begin, options, { name: name ?? '', team, email });
  if (name === null) throw new Failure(2, `Name of the product? ${UNASKED}`);
  const begun = await begin({ name, team, email });
  if (begun.pattern !== null && (begun.team === null || begun.email === null))
    throw new Failure(2, `${begun.refusal} ${UNASKED}`);
  return begun;
}
