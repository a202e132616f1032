import type { ContractQuery } from './documents';

/** A contract, as its page asks for it, and what is announced to its consumer. */
export type Contract = NonNullable<ContractQuery['contract']>;
export type Announced = NonNullable<Contract['announced']>;
