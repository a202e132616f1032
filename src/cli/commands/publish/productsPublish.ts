import { mustBeAccepted, COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';
import { formatOf } from '../../report/formats.js';
import type { Pushed } from '../../../adapters/oci/pushArtifact.js';
import { loadProject, productFolder, productFolders, type Project } from '../../project/loadProject.js';
import { told } from '../../registry/told.js';
import { projectTexts } from '../../project/projectTexts.js';
import { reportAs } from '../../report/reportAs.js';
import { failureOf } from '../../report/reportCompilation.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import type { PublishOptions } from './publishMany.js';

interface Answer {
  readonly publishProduct: {
    readonly product: { readonly fqn: string; readonly version: string } | null;
    readonly compilation: CompilationAnswer;
    readonly unchanged: boolean;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `
  mutation Publish($input: CompileProductInput!) {
    publishProduct(input: $input) {
      product { fqn version }
      compilation { ...Outcome }
      unchanged
      userErrors { code path message }
    }
  }
  ${COMPILATION}`;

/**
 * `floe products publish [dirs...]`: compiles products and publishes those that it finds no error in. Throws Failure 1
 * where one is refused, 2 where they cannot be sent.
 */
export async function productsPublish(
  setting: Setting,
  named: readonly string[],
  options: PublishOptions,
): Promise<void> {
  const folders = await productFolders(named);
  if (folders.length <= 1) return publishOne(setting, folders[0] ?? (await productFolder(undefined)), options);
  await (await import('./publishMany.js')).publishMany(setting, folders, options);
}

/** Pushes what the catalog would publish. Throws Failure 1 for what it would not, and as pushProduct; nothing is published then. */
async function push(setting: Setting, folder: string, project: Project, options: PublishOptions): Promise<Pushed> {
  const { pushProduct } = await import('./pushProduct.js');
  const { compilation, userErrors, pushed } = await pushProduct(setting, { folder, project }, options);
  if (pushed) return pushed;
  if (options.json) setting.terminal.out(asJson({ product: null, compilation, userErrors }));
  else await reportAs(formatOf(options), compilation, folder, setting.terminal, projectTexts(project));
  mustBeAccepted(userErrors);
  throw new Failure(1, failureOf(compilation) ?? `${compilation.subject} was not pushed.`);
}

async function publishOne(setting: Setting, folder: string, options: PublishOptions): Promise<void> {
  const { client, terminal } = setting;
  const { environment, expectedVersion, dbtManifest, json } = options;
  const project = await loadProject(folder, dbtManifest ?? null);
  const pushed = options.push ? await push(setting, folder, project, options) : null;
  const place = pushed && { ref: pushed.ref, artifactDigest: pushed.digest };
  const input = { ...project, environment, expectedVersion, ...place };
  const { publishProduct } = await client.carryOut<Answer>(MUTATION, input);
  const { product, compilation, userErrors, unchanged } = publishProduct;
  if (json) terminal.out(asJson(pushed ? { ...publishProduct, pushed } : publishProduct));
  else await reportAs(formatOf(options), compilation, folder, terminal, projectTexts(project));
  if (pushed && formatOf(options) === 'console') terminal.out(`\n${told(pushed)}`);
  mustBeAccepted(userErrors);
  if (!product) throw new Failure(1, failureOf(compilation) ?? `${compilation.subject} was not published.`);
  if (formatOf(options) !== 'console') return;
  const contracts = compilation.contracts.map((each) => `${each.name} ${each.version}`);
  const published = `${product.fqn} ${product.version}`;
  terminal.out(
    unchanged ? `\n${published} is unchanged: it stood with this content already.` : `\nPublished ${published}`,
  );
  if (contracts.length > 0) terminal.out(`Contracts: ${contracts.join(', ')}`);
}
