/** An engine cannot be had or used; the message says how to mend that. */
export class EngineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EngineError';
  }
}
