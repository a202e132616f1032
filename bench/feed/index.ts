import type { Measured } from '../measured.js';
import type { Stores } from '../stores/stores.js';
import { benchDelivery } from './delivery.js';
import { benchReplay } from './replay.js';

const REPLAYED = 100_000;
/** A try at few sockets replays few events: so many for each. */
const REPLAYED_A_SOCKET = 20;

/** Events to sockets that follow live, and the log to one that begins at its beginning. */
export async function benchFeed(sockets: readonly number[], stores: Stores): Promise<Measured[]> {
  const events = Math.min(REPLAYED, REPLAYED_A_SOCKET * Math.max(...sockets));
  return [...(await benchDelivery(sockets)), ...(await benchReplay(events, stores))];
}
