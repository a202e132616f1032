/** Products of which none has to do with another; asked one after the other whether they may be among them. */
export class Apart {
  private readonly names = new Set<string>();
  private readonly related = new Set<string>();

  /** Takes in a product that is known by these names and has to do with what is known by those; false where it must not. */
  takes(names: readonly string[], related: readonly string[]): boolean {
    if (names.some((name) => this.related.has(name)) || related.some((name) => this.names.has(name))) return false;
    for (const name of names) this.names.add(name);
    for (const name of related) this.related.add(name);
    return true;
  }
}
