import { mustBeAccepted, COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../../report/compilation.js';
import { Failure } from '../../terminal/Failure.js';
import { formatOf } from '../../report/formats.js';
import { loadProject, productFolder, productFolders } from '../../project/loadProject.js';
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

async function publishOne(setting: Setting, folder: string, options: PublishOptions): Promise<void> {
  const { client, terminal } = setting;
  const { environment, expectedVersion, dbtManifest, json } = options;
  const project = await loadProject(folder, dbtManifest ?? null);
  const input = { ...project, environment, expectedVersion };
  const { publishProduct } = await client.carryOut<Answer>(MUTATION, input);
  const { product, compilation, userErrors, unchanged } = publishProduct;
  if (json) terminal.out(asJson(publishProduct));
  else await reportAs(formatOf(options), compilation, folder, terminal, projectTexts(project));
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
