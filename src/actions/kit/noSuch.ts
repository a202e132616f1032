import type { Reader } from '../../entities/database.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import type { UserError } from '../../errors.js';
import { didYouMean, nearMatches } from './nearMatches.js';

/** A mistake at this path of the input: nothing of this kind bears the name; with the known ones that are like it. */
export const noSuch = (what: string, name: string, known: readonly string[], path: readonly string[]): UserError => ({
  code: 'NOT_FOUND',
  path,
  message: didYouMean(`There is no ${what} ${name}.`, nearMatches(name, known)),
});

/** A mistake in `input.fqn`: no product bears it; with those that are like it. */
export const noProduct = async (db: Reader, fqn: string): Promise<UserError> =>
  noSuch('product', fqn, await namesLike(db, fqn, ['product']), ['input', 'fqn']);

/** A mistake in `input.contract`: no contract bears it; with those that are like it. */
export const noContract = async (db: Reader, name: string): Promise<UserError> =>
  noSuch('contract', name, await namesLike(db, name, ['contract']), ['input', 'contract']);
