/** What a publication and its way to those who follow cost, in milliseconds of one core. */
export interface Costs {
  /** The log is held for a publication: one after another, whatever the number of servers. */
  readonly lock: number;
  /** A server looks at the log, from the commit on. */
  readonly look: number;
  /** An event is read and made ready for those who ask the same. */
  readonly event: number;
  /** It is sent to one socket: the first event that was found by a look, and each after it. */
  readonly delivery: number;
  readonly further: number;
}

/** What is published, and who follows it at one server: all servers are alike, and know nothing of each other. */
export interface Load {
  /** Publications a second, at random instants; null: each once the one before is with every socket. */
  readonly perSecond: number | null;
  readonly publications: number;
  /** Sockets of a server. */
  readonly sockets: number;
  /** The share of all events that a socket follows. */
  readonly share: number;
}

export interface Outcome {
  /** Publications that were with every socket, per second. */
  readonly perSecond: number;
  /** From the commit to the last socket of the server, in milliseconds, in the order of the log. */
  readonly times: readonly number[];
  /** From when it was asked for to the commit, in milliseconds. */
  readonly commits: readonly number[];
  /** How often the server read the log. */
  readonly looks: number;
  /** The share of the time in which the log was held, and in which the server was busy. */
  readonly busy: { readonly log: number; readonly server: number };
}

/** As src/subscriptions/EventTail.ts reads them. */
const BATCH = 500;

/** Things that happen, the earliest first. */
class Agenda {
  private readonly due: { readonly at: number; readonly happens: () => void }[] = [];
  now = 0;

  at(at: number, happens: () => void): void {
    let place = this.due.length;
    while (place > 0 && (this.due[place - 1]?.at ?? 0) < at) place -= 1;
    this.due.splice(place, 0, { at, happens }); // the earliest stands last; few are due at a time
  }

  run(): void {
    for (let next = this.due.pop(); next; next = this.due.pop()) {
      this.now = next.at;
      next.happens();
    }
  }
}

/** Numbers from 0 to 1 that are the same in every run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Simulates publications on their way to the sockets of one server: they wait for the lock of the log, are committed one after
 * another, and a server that is not busy reads all that was committed, and sends it socket by socket.
 */
export function simulate(costs: Costs, { perSecond, publications, sockets, share }: Load): Outcome {
  const agenda = new Agenda();
  const random = mulberry32(1);
  const asked: number[] = [];
  const committed: number[] = [];
  const times: number[] = [];
  let [holding, serving, held, served, looks] = [false, false, 0, 0, 0];

  const commitNext = (): void => {
    if (holding || committed.length === asked.length) return;
    holding = true;
    held += costs.lock;
    agenda.at(agenda.now + costs.lock, () => {
      holding = false;
      committed.push(agenda.now);
      commitNext();
      look();
    });
  };
  const look = (): void => {
    const from = times.length;
    const events = Math.min(BATCH, committed.length - from);
    if (serving || events === 0) return;
    serving = true;
    looks += 1;
    const followed = sockets * share;
    const each = costs.event + followed * costs.further;
    const first = costs.look + costs.event + followed * costs.delivery;
    const begun = agenda.now;
    served += first + (events - 1) * each;
    agenda.at(begun + first + (events - 1) * each, () => {
      serving = false;
      // The first of a batch are with their sockets before the last.
      for (let at = 0; at < events; at += 1) times.push(begun + first + at * each - (committed[from + at] ?? 0));
      look();
      if (perSecond === null && asked.length < publications) ask();
    });
  };
  const ask = (): void => {
    asked.push(agenda.now);
    commitNext();
    if (perSecond !== null && asked.length < publications)
      agenda.at(agenda.now - (Math.log(1 - random()) * 1000) / perSecond, ask);
  };
  agenda.at(0, ask);
  agenda.run();
  return {
    perSecond: (publications / agenda.now) * 1000,
    times,
    commits: committed.map((at, index) => at - (asked[index] ?? 0)),
    looks,
    busy: { log: held / agenda.now, server: served / agenda.now },
  };
}
