import type { Wanted } from '../../compiler/deployment/wanted.js';
import { isToDo } from '../deploy/deploy.js';
import type { Deployment, Plan, PlanOptions } from '../deploy/deployment.js';
import { inParallel } from '../deploy/inParallel.js';
import { AT_ONCE, readHeld } from './held.js';
import { grantsPath, namespacesPath, prefixOf, rolesPath } from './lists.js';
import { PolarisClient } from './PolarisClient.js';
import type { Patience } from '../system/exchange.js';
import { polarisPlan, type PolarisChange } from './polarisPlan.js';
import type { Securable } from './securable.js';
import type { PolarisSettings } from './settings.js';

/** It stands already, or is gone already: somebody else was first, or we were and did not hear of it. */
const STANDS = 409;
const GONE = 404;

/** What a role gets or loses, as the management API has it (GrantResource). */
function grantOf({ type, namespace, name }: Securable, privilege: string): object {
  const place = type === 'catalog' ? {} : { namespace };
  const named = name === null ? {} : { [`${type}Name`]: name };
  return { grant: { type, privilege, ...place, ...named } };
}

/** One write: what is needed before others, and one privilege of many. */
interface Step {
  /** Steps of a lower rank end before those of a higher one begin: a namespace before those in it, roles before grants. */
  readonly rank: number;
  readonly change: PolarisChange;
  readonly privilege: string | null;
}

/** No namespace lies so deep. */
const AFTER_NAMESPACES = 1_000;

function stepsOf(change: PolarisChange): Step[] {
  const { does } = change;
  if (does.what === 'namespace') return [{ rank: does.parts.length, change, privilege: null }];
  if (does.what === 'role') return [{ rank: AFTER_NAMESPACES, change, privilege: null }];
  return does.privileges.map((privilege) => ({ rank: AFTER_NAMESPACES + 1, change, privilege }));
}

/** A catalog of Apache Polaris: its namespaces, catalog roles and grants. */
export class Polaris implements Deployment<PolarisChange> {
  readonly system = 'polaris';
  private readonly client: PolarisClient;
  private prefix: Promise<string> | null = null;

  constructor(
    settings: PolarisSettings,
    private readonly wanted: Wanted,
    patience?: Patience,
  ) {
    this.client = new PolarisClient(settings, patience);
  }

  async plan(options: PlanOptions): Promise<Plan<PolarisChange>> {
    return polarisPlan(this.wanted, await readHeld(this.client, await this.prefixed(), this.wanted), options);
  }

  async apply(changes: readonly PolarisChange[]): Promise<void> {
    const prefix = await this.prefixed();
    const byRank = new Map<number, Step[]>();
    for (const step of changes.filter(isToDo).flatMap(stepsOf)) {
      const steps = byRank.get(step.rank) ?? [];
      steps.push(step);
      byRank.set(step.rank, steps);
    }
    for (const [, steps] of [...byRank].sort(([a], [b]) => a - b))
      await inParallel(steps, AT_ONCE, (step) => this.take(step, prefix));
  }

  private prefixed(): Promise<string> {
    return (this.prefix ??= prefixOf(this.client));
  }

  private async take({ change: { does, kind }, privilege }: Step, prefix: string): Promise<void> {
    const { client } = this;
    const { catalog } = client.settings;
    if (does.what === 'namespace') {
      const body = { namespace: does.parts, properties: {} };
      return client.write({ method: 'POST', path: namespacesPath(prefix), body, also: [STANDS] });
    }
    if (does.what === 'role') {
      const body = { catalogRole: { name: does.role } };
      return client.write({ method: 'POST', path: rolesPath(catalog), body, also: [STANDS] });
    }
    const path = grantsPath(catalog, does.role);
    const body = grantOf(does.on, privilege ?? '');
    if (kind === 'REVOKE') return client.write({ method: 'POST', path, body, also: [GONE] });
    return client.write({ method: 'PUT', path, body, also: [STANDS] });
  }
}
