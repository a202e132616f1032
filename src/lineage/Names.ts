import { productOfNode } from './edge.js';
import { grown } from './grown.js';
import { NameOrder } from './NameOrder.js';

/** No product: a source has none. */
export const NONE = 0xffffffff;

const RECENT = 4_096;

/** FNV-1a over the code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Names as numbers, in the order in which they came. What a name says beyond its product is kept as UTF-8 in one array;
 * the product is a name of its own. A name stays for as long as the table does.
 */
export class Names {
  count = 0;
  order = new NameOrder(this);
  private bytes = Buffer.alloc(0);
  private used = 0;
  private ends = new Uint32Array(0);
  private products = new Uint32Array(0);
  /** Numbers plus one by hash, open addressing; 0 is free. */
  private slots = new Uint32Array(64);
  /** Eight bits of the hash of what a slot holds: another name seldom has to be read to see that it is another. */
  private prints = new Uint8Array(64);
  /** Columns of one product come one after the other. */
  private last = { id: NONE, text: '' };
  /** Some that were interned last: edges of one product have the same names again and again. */
  private readonly recent = new Map<string, number>();

  /** The same names with the same numbers; those that come later are of one of both alone. */
  copy(): Names {
    const copy = new Names();
    copy.count = this.count;
    copy.order = this.order.copy(copy);
    copy.bytes = Buffer.from(this.bytes);
    copy.used = this.used;
    copy.ends = this.ends.slice();
    copy.products = this.products.slice();
    copy.slots = this.slots.slice();
    copy.prints = this.prints.slice();
    return copy;
  }

  get byteLength(): number {
    const arrays = [this.bytes, this.ends, this.products, this.slots, this.prints];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, this.order.byteLength);
  }

  private tail(id: number): string {
    return this.bytes.toString('utf8', this.beginOf(id), this.ends[id]);
  }

  text(id: number): string {
    const product = this.product(id);
    if (product === NONE || product === id) return this.tail(id);
    if (this.last.id !== product) this.last = { id: product, text: this.tail(product) };
    return this.last.text + this.tail(id);
  }

  /** The names of these numbers, read out of the table in one piece. */
  texts(ids: readonly number[]): string[] {
    let length = 0;
    for (const id of ids) length += this.lengthOf(id);
    const all = Buffer.allocUnsafe(length);
    const ends: number[] = [];
    let [used, isAscii] = [0, true];
    for (const id of ids) {
      const product = this.product(id);
      for (const part of product === NONE || product === id ? [id] : [product, id]) {
        for (let at = this.beginOf(part), end = this.ends[part] ?? 0; at < end; at++) {
          const byte = this.bytes[at] ?? 0;
          if (byte > 0x7f) isAscii = false;
          all[used++] = byte;
        }
      }
      ends.push(used);
    }
    if (!isAscii) return ids.map((id) => this.text(id));
    const text = all.toString('latin1');
    return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
  }

  private beginOf(id: number): number {
    return id === 0 ? 0 : (this.ends[id - 1] ?? 0);
  }

  /** In bytes. */
  private lengthOf(id: number): number {
    const product = this.product(id);
    const own = (this.ends[id] ?? 0) - this.beginOf(id);
    return product === NONE || product === id ? own : own + (this.ends[product] ?? 0) - this.beginOf(product);
  }

  /** The number of the product that a name belongs to: its own for a product; NONE for a source. */
  product(id: number): number {
    return this.products[id] ?? NONE;
  }

  /** The slot that holds the name, or the one that it goes to. */
  private slotOf(text: string, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let held = this.slots[slot]; held; held = this.slots[slot]) {
      if (this.prints[slot] === hash >>> 24 && this.text(held - 1) === text) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The number of a name; undefined where it never came. */
  find(text: string): number | undefined {
    const held = this.slots[this.slotOf(text, hashOf(text))];
    return held ? held - 1 : undefined;
  }

  /** The number of a name, which it gets where it has none. */
  intern(text: string): number {
    const recent = this.recent.get(text);
    if (recent !== undefined) return recent;
    const id = this.find(text) ?? this.take(text);
    if (this.recent.size >= RECENT) this.recent.clear();
    this.recent.set(text, id);
    return id;
  }

  private take(text: string): number {
    const product = productOfNode(text);
    if (product === null) return this.append(text, text, NONE);
    if (product === text) return this.append(text, text, this.count);
    const owner = this.intern(product);
    return this.append(text, text.slice(product.length), owner);
  }

  private append(text: string, tail: string, product: number): number {
    const id = this.count++;
    const length = Buffer.byteLength(tail);
    this.bytes = grownBuffer(this.bytes, this.used, length);
    this.used += this.bytes.write(tail, this.used);
    this.ends = grown(this.ends, this.count);
    this.products = grown(this.products, this.count);
    this.ends[id] = this.used;
    this.products[id] = product;
    if (this.count > this.slots.length * 0.75) this.spread();
    else this.hold(id, hashOf(text));
    return id;
  }

  /** Twice the slots, each name in its new one. */
  private spread(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    this.prints = new Uint8Array(this.slots.length);
    for (let id = 0; id < this.count; id++) this.hold(id, hashOf(this.text(id)));
  }

  /** Puts a name that no slot holds into one. */
  private hold(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot]) slot = (slot + 1) & mask;
    this.slots[slot] = id + 1;
    this.prints[slot] = hash >>> 24;
  }
}

function grownBuffer(bytes: Buffer<ArrayBuffer>, used: number, more: number): Buffer<ArrayBuffer> {
  if (bytes.length >= used + more) return bytes;
  const longer = Buffer.alloc(used + more + (used >>> 3) + 256);
  bytes.copy(longer, 0, 0, used);
  return longer;
}
