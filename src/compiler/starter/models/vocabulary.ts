import pluralize from 'pluralize';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { toCase } from '../../patterns/casing/toCase.js';
import { wordsOf } from '../../patterns/casing/words.js';

/** The names that a product starts with, made of its own. */
export interface Vocabulary {
  /** What a row is about: `customer` of customer-360. */
  readonly entity: string;
  readonly entities: string;
  /** Whose it is: a second business key, for patterns that relate two. */
  readonly other: string;
  /** The name of dbt's project: `customer_360`. */
  readonly project: string;
  /** The input port, and the dbt source of its name. */
  readonly source: string;
  /** A column as the platform writes columns. */
  column(name: string): string;
}

/** The names of a product's first models (docs/init.md). */
export function vocabularyOf(product: string, { columnCase }: Pick<EffectivePlatform, 'columnCase'>): Vocabulary {
  const words = wordsOf(product).map(({ text }) => text.toLowerCase());
  const telling = words.filter((word) => /\p{L}/u.test(word));
  const named = telling.length > 0 ? telling.join('_') : 'record';
  const entity = pluralize.singular(named);
  const project = words.join('_');
  return {
    entity,
    entities: pluralize.plural(entity),
    other: entity === 'owner' ? 'account' : 'owner',
    project: /^\p{L}/u.test(project) ? project : `product_${project}`,
    source: `${entity}_source`,
    column: (name) => (columnCase === null ? name : toCase(name, columnCase)),
  };
}
