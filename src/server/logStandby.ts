import type { Logger } from 'pino';
import type { StandbyState } from '../entities/standby/Standby.js';

/** Tells the log what becomes of the standby; that it is behind for a moment is usual, and told to who debugs. */
export function logStandby(log: Logger): (state: StandbyState, reason: string) => void {
  return (state, reason) => {
    if (state === 'behind') log.debug({ standby: state, reason }, 'queries read the primary');
    else if (state === 'following') log.info({ standby: state }, 'queries read the standby');
    else log.warn({ standby: state, reason }, 'queries read the primary: the standby does not answer for it');
  };
}
