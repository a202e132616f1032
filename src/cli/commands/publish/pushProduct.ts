import { productArtifact } from '../../../adapters/oci/artifacts/productArtifact.js';
import { pushArtifact, type Pushed } from '../../../adapters/oci/pushArtifact.js';
import { parseReference } from '../../../adapters/oci/reference.js';
import { productReferences } from '../../../compiler/document/references.js';
import type { Setting } from '../../catalog/Setting.js';
import { documentsFor, type Project } from '../../project/loadProject.js';
import { askRegistries, type RegistryOptions } from '../../registry/asking.js';
import { originOf } from '../../registry/originOf.js';
import { COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';

export interface PushOptions extends RegistryOptions {
  readonly push?: boolean;
  readonly ref?: string;
  readonly registry?: string;
}

const MUTATION = `
  mutation Try($input: CompileProductInput!) {
    publishProduct(input: $input, dryRun: true) { compilation { ...Outcome } userErrors { code path message } }
  }
  ${COMPILATION}`;

interface Answer {
  readonly publishProduct: {
    readonly compilation: CompilationAnswer;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

/** `sales.customer-360`, 3.2.1 -> `{registry}/products/sales/customer-360:v3.2.1`. Throws Failure 2 where no registry is named. */
function refOf({ ref, registry }: PushOptions, setting: Setting, fqn: string, version: string): string {
  const base = registry ?? setting.env['FLOE_REGISTRY'];
  if (ref !== undefined) return ref;
  if (!base) throw new Failure(2, '--push goes with --registry or --ref, or with FLOE_REGISTRY.');
  return `${base.replace(/\/+$/, '')}/products/${fqn.replace('.', '/')}:v${version}`;
}

/**
 * Pushes a product where the catalog would publish it, which is asked first: what it says, and what was pushed. Throws Failure 1
 * for what is wrong with what lies there, 2 where the registry cannot be asked.
 */
export async function pushProduct(
  setting: Setting,
  { folder, project }: { readonly folder: string; readonly project: Project },
  options: PushOptions & { readonly environment?: string; readonly expectedVersion?: string },
): Promise<Answer['publishProduct'] & { readonly pushed: Pushed | null }> {
  const { environment, expectedVersion } = options;
  const input = { ...project, environment, expectedVersion };
  const { publishProduct } = await setting.client.ask<Answer>(MUTATION, { input });
  const { compilation, userErrors } = publishProduct;
  if (compilation.status === 'FAILED' || userErrors.length > 0) return { ...publishProduct, pushed: null };
  const version = productReferences({ path: project.file, content: project.source }).version ?? '';
  const fqn = compilation.subject;
  const reference = refOf(options, setting, fqn, version);
  const pushed = await askRegistries(setting.env, options, async (registries) => {
    const origin = await originOf(folder, [folder]);
    const artifact = productArtifact({ fqn, version, documents: documentsFor(project) }, origin);
    return pushArtifact(registries, parseReference(reference), artifact);
  });
  return { ...publishProduct, pushed };
}
