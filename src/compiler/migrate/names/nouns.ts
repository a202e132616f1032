import pluralize from 'pluralize';

/** Nouns of the trade that are not counted: `fact_revenue` comes from `gold_revenue`, and goes back to it. */
const MASS = new Set([
  ...['cash', 'churn', 'cogs', 'data', 'demand', 'feedback', 'headcount', 'income', 'inventory', 'payroll'],
  ...['revenue', 'spend', 'stock', 'supply', 'telemetry', 'throughput', 'traffic', 'turnover', 'usage'],
]);

const LAST_WORD = /[A-Z]?[a-z]+$/;

function withLastWord(name: string, change: (word: string) => string): string {
  return name.replace(LAST_WORD, (word) => (MASS.has(word.toLowerCase()) ? word : change(word)));
}

/** `customer_segments` as one of them: `customer_segment` (decision 18). */
export const singular = (name: string): string => withLastWord(name, (word) => pluralize.singular(word));

/** `customer_segment` as many: `customer_segments`; nouns that are not counted stay. */
export const plural = (name: string): string => withLastWord(name, (word) => pluralize.plural(word));
