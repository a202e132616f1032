import { createHash } from 'node:crypto';
import type { Queried } from '../../entities/database.js';
import type { Told } from '../metrics/RequestMeasures.js';
import { ByteLru } from './ByteLru.js';
import { endOfTurn } from './endOfTurn.js';

interface Kept {
  readonly position: string;
  readonly answer: Answer;
}

/** An answer, and whether it says the same for as long as the store does. */
export interface Answer {
  /** Its text where that is ASCII alone, which is written in one piece with the head; else its bytes. */
  readonly body: string | Buffer;
  /** The entity tag of the body (RFC 9110, 8.8.3), quotes included. */
  readonly tag: string;
  readonly lasting: boolean;
  /** What it cost to ask for it, and what that is counted under; null where nobody counts. */
  readonly counted: Told | null;
}

/** The answer of a text. */
export function answerOf(text: string, lasting: boolean, counted: Answer['counted']): Answer {
  const body = Buffer.byteLength(text) === text.length ? text : Buffer.from(text);
  return {
    body,
    get tag() {
      return `"${createHash('sha1').update(body).digest('base64url')}"`;
    },
    lasting,
    counted,
  };
}

/** An answer that is given, and whether it was kept. */
export interface Given {
  readonly answer: Answer;
  readonly kept: boolean;
}

const given = (answer: Answer | null): Given | null => answer && { answer, kept: false };

/**
 * Answers by what was asked, each with the position of the store that it was read at. It is given again at that position
 * alone, which is asked after every request, once for all that come in one turn of the event loop: what anybody has
 * written, on any server, is seen by the next one.
 */
export class KeptAnswers {
  private readonly kept: ByteLru<Kept>;
  private readonly position: () => Promise<string>;

  constructor(
    db: Pick<Queried, 'position'>,
    private readonly bytes: number,
    /** Hears of each answer whether it was kept. */
    private readonly onAnswer: (hit: boolean) => void = () => undefined,
  ) {
    this.kept = new ByteLru(bytes);
    this.position = endOfTurn(() => db.position());
  }

  /** The kept answer, or the one that is made; null where there is none. */
  async answer(key: string, make: () => Promise<Answer | null>): Promise<Given | null> {
    if (this.bytes === 0) return given(await make());
    const position = await this.position();
    const known = this.kept.get(key);
    if (known?.position === position) {
      this.onAnswer(true);
      return { answer: known.answer, kept: true };
    }
    const made = await make();
    if (made) this.onAnswer(false);
    // One that was read while somebody wrote may be of both positions: right for this request, and not kept.
    if (made?.lasting && (await this.position()) === position)
      this.kept.set(key, { position, answer: made }, key.length + made.body.length);
    return given(made);
  }
}
