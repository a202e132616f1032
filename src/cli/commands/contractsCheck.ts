import type { Finding } from '../report/compilation.js';
import { Failure } from '../terminal/Failure.js';
import { loadProject, productFolder } from '../project/loadProject.js';
import { renderLocations } from '../../compiler/report/locations.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface CheckOptions {
  readonly dbtManifest?: string;
  readonly environment?: string;
  readonly format?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly previewChange: {
    readonly preview: {
      readonly fqn: string;
      readonly before: string;
      readonly after: string;
      readonly ports: readonly { readonly port: string; readonly changes: readonly ChangeAnswer[] }[];
      readonly consumers: readonly { readonly verdict: string; readonly contract: { readonly name: string } }[];
      readonly requiredVersion: string | null;
      readonly effectiveAt: string | null;
      readonly publishable: boolean;
      readonly markdown: string;
      readonly json: unknown;
    } | null;
    readonly diagnostics: readonly Finding[];
  };
}

interface ChangeAnswer {
  readonly severity: string;
  readonly message: string;
}

const QUERY = `query Check($input: PreviewChangeInput!) {
  previewChange(input: $input) {
    preview {
      fqn before after requiredVersion effectiveAt publishable markdown json
      ports { port changes { severity message } }
      consumers { verdict contract { name } }
    }
    diagnostics { code severity message location { file line column } }
  }
}`;

type Preview = NonNullable<Answer['previewChange']['preview']>;

const SIGNS: Readonly<Record<string, string>> = { BREAKING: '✗', RISKY: '!', COMPATIBLE: '✓', INFO: '·' };

function consoleLines({ fqn, before, after, ports, consumers, requiredVersion }: Preview): string[] {
  const changes = ports.flatMap(({ port, changes: list }) =>
    list.map(({ severity, message }) => `  ${SIGNS[severity] ?? '?'} ${port}: ${message}`),
  );
  const hit = consumers.filter(({ verdict }) => verdict !== 'UNAFFECTED');
  return [
    `${fqn} ${before} → ${after}`,
    ...(changes.length > 0 ? changes : ['  nothing that is promised changes']),
    ...hit.map(({ verdict, contract }) => `  ${verdict === 'BREAKING' ? 'breaks' : 'may hit'} ${contract.name}`),
    ...(requiredVersion === null ? [] : [`  requires version ${requiredVersion}`]),
  ];
}

/**
 * `floe contracts check [dir]`: what the product of a folder would change for its consumers. Throws Failure 1 where it
 * breaks a contract whose notice has not ended, so that a provider's CI can block it; 2 where it cannot be told.
 */
export async function contractsCheck(
  setting: Setting,
  named: string | undefined,
  options: CheckOptions,
): Promise<void> {
  const folder = await productFolder(named);
  const { client, terminal } = setting;
  const product = { ...(await loadProject(folder, options.dbtManifest ?? null)), environment: options.environment };
  const { previewChange } = await client.ask<Answer>(QUERY, { input: { product } });
  const { preview, diagnostics } = previewChange;
  if (!preview) {
    const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
    const asked = options.json || options.format === 'json';
    if (errors.length === 0)
      return terminal.out(asked ? asJson(null) : 'Nothing of it is published yet: nobody relies on it.');
    terminal.err(renderLocations(errors).trimEnd());
    throw new Failure(2, 'the documents cannot be read: nothing can be told.');
  }
  if (options.json || options.format === 'json') terminal.out(asJson(preview.json));
  else if (options.format === 'markdown') terminal.out(preview.markdown);
  else terminal.out(consoleLines(preview).join('\n'));
  if (preview.publishable) return;
  const broken = preview.consumers.filter(({ verdict }) => verdict === 'BREAKING').length;
  const when = preview.effectiveAt === null ? '' : ` It may be published from ${preview.effectiveAt} on.`;
  throw new Failure(1, `${preview.fqn} ${preview.after} breaks ${broken} contract${broken === 1 ? '' : 's'}.${when}`);
}
