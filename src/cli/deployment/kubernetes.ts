import path from 'node:path';
import { KubernetesFolder } from '../../adapters/kubernetes/KubernetesFolder.js';
import { kubeName } from '../../compiler/compute/kubernetes.js';
import { renderPlatform } from '../../adapters/kubernetes/render/render.js';
import { mustBeDomain } from '../catalog/notThere.js';
import type { Setting } from '../catalog/Setting.js';
import { askPlatform } from './askPlatform.js';

/**
 * The folder of kustomizations, with what the catalog asks of it, all of it or what is of one domain. Throws Failure 1 for
 * an unknown domain, and as `Client.ask`.
 */
export async function kubernetesOf(
  { client }: Setting,
  output: string,
  domain: string | undefined,
): Promise<KubernetesFolder> {
  if (domain !== undefined) await mustBeDomain(client, domain);
  const within = domain === undefined ? null : ['base', 'overlays'].map((each) => `${each}/${kubeName(domain)}/`);
  return new KubernetesFolder(output, renderPlatform(await askPlatform(client)), within);
}

/** What kubectl applies: all, or the overlay of one domain. */
export const appliedFolder = (output: string, domain: string | undefined): string =>
  domain === undefined ? output : path.join(output, 'overlays', kubeName(domain));
