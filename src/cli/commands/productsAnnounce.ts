import { mustBeAccepted, COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../report/compilation.js';
import { Failure } from '../terminal/Failure.js';
import { loadProject, productFolder } from '../project/loadProject.js';
import { projectTexts } from '../project/projectTexts.js';
import { reportAs } from '../report/reportAs.js';
import { failureOf } from '../report/reportCompilation.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface AnnounceOptions {
  readonly dbtManifest?: string;
  readonly environment?: string;
  readonly effectiveAt?: string;
  readonly expectedVersion?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly announceProduct: {
    readonly announcement: {
      readonly version: string;
      readonly effectiveAt: string;
      readonly product: { readonly fqn: string };
      readonly contracts: readonly { readonly contract: { readonly name: string } }[];
    } | null;
    readonly compilation: CompilationAnswer;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `
  mutation Announce($input: AnnounceProductInput!) {
    announceProduct(input: $input) {
      announcement { version effectiveAt product { fqn } contracts { contract { name } } }
      compilation { ...Outcome }
      userErrors { code path message }
    }
  }
  ${COMPILATION}`;

/**
 * `floe products announce [dir]`: announces the version of a folder; the notice of each contract it breaks begins.
 * Throws Failure 1 where it is refused, 2 where it cannot be sent.
 */
export async function productsAnnounce(
  setting: Setting,
  named: string | undefined,
  options: AnnounceOptions,
): Promise<void> {
  const folder = await productFolder(named);
  const { client, terminal } = setting;
  const { environment, effectiveAt, expectedVersion, dbtManifest, json } = options;
  const project = await loadProject(folder, dbtManifest ?? null);
  const input = { ...project, environment, effectiveAt, expectedVersion };
  const { announceProduct } = await client.carryOut<Answer>(MUTATION, input);
  const { announcement, compilation, userErrors } = announceProduct;
  if (json) terminal.out(asJson(announceProduct));
  mustBeAccepted(userErrors);
  if (!announcement) {
    if (!json) await reportAs('console', compilation, folder, terminal, projectTexts(project));
    throw new Failure(1, failureOf(compilation) ?? `${compilation.subject} was not announced.`);
  }
  if (json) return;
  const { product, version, contracts } = announcement;
  terminal.out(`Announced ${product.fqn} ${version}: it may be published from ${announcement.effectiveAt} on.`);
  for (const { contract } of contracts) terminal.out(`  breaks ${contract.name}`);
}
