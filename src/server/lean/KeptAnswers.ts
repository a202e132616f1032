import { createHash } from 'node:crypto';
import type { Queried } from '../../entities/database.js';
import type { Told } from '../metrics/RequestMeasures.js';
import { ByteLru } from './ByteLru.js';

interface Kept {
  readonly position: string;
  readonly answer: Answer;
}

/** An answer, and whether it says the same for as long as the store does. */
export interface Answer {
  readonly body: Buffer;
  /** The entity tag of the body (RFC 9110, 8.8.3), quotes included. */
  readonly tag: string;
  readonly lasting: boolean;
  /** What it cost to ask for it, and what that is counted under; null where nobody counts. */
  readonly counted: Told | null;
}

/** The answer of a text. */
export function answerOf(text: string, lasting: boolean, counted: Answer['counted']): Answer {
  const body = Buffer.from(text);
  return {
    body,
    get tag() {
      return `"${createHash('sha1').update(body).digest('base64url')}"`;
    },
    lasting,
    counted,
  };
}

/**
 * Answers by what was asked, each with the position of the store that it was read at. It is given again at that position
 * alone, which is asked for every request: what anybody has written, on any server, is seen by the next one.
 */
export class KeptAnswers {
  private readonly kept: ByteLru<Kept>;

  constructor(
    private readonly db: Pick<Queried, 'position'>,
    private readonly bytes: number,
    /** Hears of each answer whether it was kept. */
    private readonly onAnswer: (hit: boolean) => void = () => undefined,
  ) {
    this.kept = new ByteLru(bytes);
  }

  /** The kept answer, or the one that is made; null where there is none. */
  async answer(key: string, make: () => Promise<Answer | null>): Promise<Answer | null> {
    if (this.bytes === 0) return make();
    const position = await this.db.position();
    const known = this.kept.get(key);
    if (known?.position === position) {
      this.onAnswer(true);
      return known.answer;
    }
    const made = await make();
    if (made) this.onAnswer(false);
    // One that was read while somebody wrote may be of both positions: right for this request, and not kept.
    if (made?.lasting && (await this.db.position()) === position)
      this.kept.set(key, { position, answer: made }, key.length + made.body.length);
    return made;
  }
}
