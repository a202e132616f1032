import type {
  Actor,
  Clock,
  CompareDeployed,
  Compiling,
  Denials,
  ManifestRegistries,
  RegistryBase,
  Watching,
} from './needs.js';
import type { Store } from './store.js';
import type { WebhookSettings } from './webhookSettings.js';

/** What every action works with. */
export interface Toolkit {
  readonly db: Store;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly registry: RegistryBase;
  /** Absent: a parent that the catalog does not know is nowhere. */
  readonly registries?: ManifestRegistries | null;
  /** Absent: no system is configured that anything is deployed to. */
  readonly compareDeployed?: CompareDeployed | null;
  /** Whether a breaking change may be published before its notice has ended. Absent is allow. */
  readonly forcing?: 'allow' | 'refuse';
  /** Absent is compileHere. */
  readonly compiling?: Compiling;
  /** Compiles in another thread where there is one, however little it is: many at once. Absent is `compiling`. */
  readonly beside?: Compiling;
  /** Over how many days, which roll on, availability is judged. Absent is 30. */
  readonly slaWindowDays?: number;
  /** Absent is nothing that is configured. */
  readonly webhooks?: WebhookSettings;
  /** Absent is nobody who watches. */
  readonly watching?: Watching;
  /** Absent: nobody is denied a port. */
  readonly denials?: Denials;
}

/** The moment of an action as the rows keep it: RFC 3339, UTC, milliseconds. */
export const instant = (clock: Clock): string => clock.now().toISOString();
