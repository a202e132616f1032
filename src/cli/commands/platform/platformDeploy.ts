import { kubectlApply } from '../../../adapters/kubernetes/kubectl.js';
import type { Setting } from '../../catalog/Setting.js';
import { polarisOf, withSystem, type DeployOptions } from '../../deployment/asking.js';
import { deployTo, type HowToDeploy } from '../../deployment/deployTo.js';
import { appliedFolder, kubernetesOf } from '../../deployment/kubernetes.js';
import { Failure } from '../../terminal/Failure.js';

type Options = DeployOptions &
  HowToDeploy & {
    readonly target: 'polaris' | 'kubernetes';
    readonly output?: string;
    readonly apply?: boolean;
  };

async function toKubernetes(setting: Setting, { output, apply, domain, ...how }: Options): Promise<void> {
  if (output === undefined) throw new Failure(2, 'name the folder that is rendered: --output <folder>.');
  await deployTo(setting, await kubernetesOf(setting, output, domain), how);
  if (!apply || how.dryRun) return;
  await kubectlApply(appliedFolder(output, domain), (text) =>
    (how.json ? setting.terminal.err : setting.terminal.out)(text),
  );
}

/**
 * `floe platform deploy`: makes what the catalog asks for in Polaris, or renders a folder for Kubernetes, after the plan is
 * printed, and reads back whether it stands. Throws Failure 1 where it does not, 2 for wrong usage and where the catalog or
 * the system cannot be asked.
 */
export async function platformDeploy(setting: Setting, options: Options): Promise<void> {
  const { target, output, apply } = options;
  if (target === 'polaris' && (output !== undefined || apply))
    throw new Failure(2, '--output and --apply go with --target kubernetes.');
  await withSystem(async () => {
    if (target === 'kubernetes') await toKubernetes(setting, options);
    else await deployTo(setting, await polarisOf(setting, options), options);
  });
}
