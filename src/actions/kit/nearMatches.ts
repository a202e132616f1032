import { byLikeness } from '../../compiler/values/nearest.js';
import { CatalogError } from '../../errors.js';

const NEAR_MATCHES = 3;

/** The known names most like the one that nothing bears, best first; at most three. */
export function nearMatches(name: string, known: readonly string[]): string[] {
  const furthest = Math.max(4, name.length / 2);
  return byLikeness(name, known)
    .filter(({ far }) => far <= furthest)
    .slice(0, NEAR_MATCHES)
    .map((each) => each.name);
}

/** The sentence, and after it the names that may have been meant. */
export function didYouMean(sentence: string, near: readonly string[]): string {
  return near.length > 0 ? `${sentence} Did you mean ${near.join(', ')}?` : sentence;
}

/** `There is no product "…". Did you mean …?`: NOT_FOUND, the near matches in `extensions` too. */
export function unknownName(what: string, name: string, known: readonly string[]): CatalogError {
  const near = nearMatches(name, known);
  return new CatalogError('NOT_FOUND', didYouMean(`There is no ${what} "${name}".`, near), { nearMatches: near });
}
