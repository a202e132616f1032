import { SystemError } from '../../adapters/system/SystemError.js';
import type { PolarisChange } from '../../adapters/polaris/polarisPlan.js';
import { Polaris } from '../../adapters/polaris/Polaris.js';
import { polarisSettings } from '../../adapters/polaris/settings.js';
import type { Deployment } from '../../adapters/deploy/deployment.js';
import { wantedOf } from '../../compiler/deployment/wanted.js';
import { mustBeDomain } from '../catalog/notThere.js';
import type { Setting } from '../catalog/Setting.js';
import { Failure } from '../terminal/Failure.js';
import { askMesh } from './askMesh.js';

export interface DeployOptions {
  readonly polaris?: string;
  readonly catalog?: string;
  readonly domain?: string;
  readonly json?: boolean;
}

/**
 * The Polaris that options and environment name, with what the catalog asks of it. Throws Failure 1 for an unknown domain, 2
 * for a setting that is missing, and as `Client.ask`.
 */
export async function polarisOf(
  { client, env }: Setting,
  { polaris, catalog, domain }: DeployOptions,
): Promise<Deployment<PolarisChange>> {
  const settings = polarisSettings(env, { url: polaris, catalog });
  if (domain !== undefined) await mustBeDomain(client, domain);
  return new Polaris(settings, wantedOf(await askMesh(client), domain ?? null));
}

/** Works with a system. Throws Failure 1 where it does not stand as it was asked for, 2 where it cannot be asked. */
export async function withSystem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new Failure(error.code === 'NOT_AS_ASKED' ? 1 : 2, error.message);
  }
}
