import path from 'node:path';
import type { EffectivePlatform } from '../../../compiler/inherit/policy/platform.js';
import type { StarterAnswers } from '../../../compiler/starter/files/starter.js';
import { Failure } from '../../terminal/Failure.js';
import { canAsk, onTerminal, type Question } from '../../terminal/questions.js';

/** What the options say of the product. */
export interface Said {
  readonly name?: string;
  readonly owner?: string;
  readonly email?: string;
}

/** The name of a folder as one of a product: `Customer Churn` is customer-churn; null where nothing is left of it. */
function asName(folder: string): string | null {
  const words = path.basename(path.resolve(folder)).toLowerCase();
  return words.replace(/[^a-z\d_]+/g, '-').replace(/^[-_]+|-+$/g, '') || null;
}

/** In a pipe: what is usual, or the end. */
const unasked: Question = async (words, usual) => {
  if (usual !== null) return usual;
  throw new Failure(2, `${words}? Nobody is there to ask: say it with --name, --owner and --email.`);
};

/**
 * What is said of a new product: by options, else by who is asked on a terminal, else what is usual, which is the name of the
 * folder and the owner of the platform. Throws Failure 2 where nothing says it, and where the questions are ended.
 */
export async function answersFor(
  said: Said,
  folder: string,
  platform: EffectivePlatform,
  ref: string,
): Promise<StarterAnswers> {
  const owner = platform.owners.find(({ team, email }) => team !== null || email !== null);
  const email = said.email ?? owner?.email ?? null;
  const usualTeam = owner?.team ?? email?.split('@')[0] ?? null;
  const ask = async (question: Question): Promise<StarterAnswers> => ({
    ref,
    name: said.name ?? (await question('Name of the product', asName(folder))),
    team: said.owner ?? (await question('Team that owns it', usualTeam)),
    email: email ?? (await question('Where the team is reached, an e-mail address', null)),
  });
  const isOpen = said.name === undefined || said.owner === undefined || email === null;
  return isOpen && canAsk() ? onTerminal(ask) : ask(unasked);
}
