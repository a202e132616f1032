/** What no plan knows: it is answered the general way. */
export class Unplanned extends Error {
  override readonly name = 'Unplanned';
}
