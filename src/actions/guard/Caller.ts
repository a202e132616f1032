import { ANONYMOUS, type Principal } from '../../access/Principal.js';

/** Who is acting, and what the audit log says of the way in which. */
export interface Caller {
  readonly principal: Principal;
  /** Whether nobody is asked who he is, and everybody may do everything (AUTH=none). */
  readonly open: boolean;
  /** The address that the request came from. */
  readonly from: string | null;
  /** The id of the request that is being answered. */
  readonly requestId: () => string | null;
}

/** Anybody, where nobody is asked who he is. */
export const EVERYBODY: Caller = { principal: ANONYMOUS, open: true, from: null, requestId: () => null };
