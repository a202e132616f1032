/** So many models are read at most of a product without ports: what they do concerns nobody else. */
const MOST_UNASKED = 1000;

/** Whether the SQL of a product is read for its own sake, and not only where a rule asks for it. */
export const isSqlAsked = (models: number, ports: number): boolean => ports > 0 || models <= MOST_UNASKED;
