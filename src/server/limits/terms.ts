/** The variables of a request, as they came. */
export type Values = Readonly<Record<string, unknown>>;

/** A number that is known, or that depends on the variables of a request. */
export type Term = number | ((variables: Values) => number);

export const valueOf = (term: Term, variables: Values): number => (typeof term === 'number' ? term : term(variables));

/** Of those that are known one is made. */
function combined(terms: readonly Term[], of: (numbers: readonly number[]) => number): Term {
  if (terms.every((each) => typeof each === 'number')) return of(terms);
  return (variables) => of(terms.map((each) => valueOf(each, variables)));
}

export const sum = (terms: readonly Term[]): Term =>
  combined(terms, (numbers) => numbers.reduce((total, each) => total + each, 0));

export const product = (...terms: readonly Term[]): Term =>
  combined(terms, (numbers) => numbers.reduce((total, each) => total * each, 1));

export const most = (terms: readonly Term[]): Term => combined(terms, (numbers) => Math.max(0, ...numbers));
