import { CatalogError } from '../../errors.js';
import { callerAddress } from './callerAddress.js';

/** The WebSockets and event streams that are open, by the address of their clients. */
export class Places {
  private readonly open = new Map<string, number>();

  constructor(private readonly allowed: number) {}

  /** Takes a place; returns which, to leave it once. Throws CatalogError LIMIT_EXCEEDED where the address has no more. */
  take(address: string | null): string {
    const place = callerAddress(address);
    const held = this.open.get(place) ?? 0;
    if (held >= this.allowed) throw this.full();
    this.open.set(place, held + 1);
    return place;
  }

  leave(place: string): void {
    const held = this.open.get(place) ?? 0;
    if (held > 1) this.open.set(place, held - 1);
    else this.open.delete(place);
  }

  private full(): CatalogError {
    const { allowed } = this;
    const message = `This address holds ${allowed} WebSockets and event streams open, and no more are allowed (MAX_SOCKETS). Close some, or follow several subscriptions over one WebSocket.`;
    return new CatalogError('LIMIT_EXCEEDED', message, { limit: 'MAX_SOCKETS', found: allowed + 1, allowed });
  }
}
