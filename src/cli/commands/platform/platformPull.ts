import { pullManifest } from '../../../adapters/oci/artifacts/manifestArtifact.js';
import { askRegistries, type RegistryOptions } from '../../registry/asking.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { deliver } from '../../terminal/deliver.js';

interface PullOptions extends RegistryOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `floe platform pull oci://...`: the manifest that lies under a ref, on stdout or in a file; its digest is told on stderr.
 * Throws Failure 1 for what is wrong with what lies there, 2 where the registry cannot be asked.
 */
export async function platformPull({ env, terminal }: Setting, ref: string, options: PullOptions): Promise<void> {
  const { json, output } = options;
  const { source, ...pulled } = await askRegistries(env, options, (registries) => pullManifest(registries, ref));
  if (json && output === undefined) return terminal.out(asJson({ ...pulled, source }));
  await deliver(terminal, source, { output });
  if (json) return terminal.out(asJson({ ...pulled, output }));
  terminal.err(`Pulled ${ref} (${pulled.digest})${output === undefined ? '' : ` to ${output}`}`);
}
