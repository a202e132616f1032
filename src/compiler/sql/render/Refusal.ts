/** Why a template is not rendered here: what of it is more than is known. Caught where the rendering began. */
export class Refusal extends Error {
  constructor(readonly what: string) {
    super(what);
    this.name = 'Refusal';
  }
}
