import { mustBeAccepted, COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../report/compilation.js';
import { Failure } from '../terminal/Failure.js';
import { loadManifest, manifestHeader, type ManifestHeader } from '../project/loadManifest.js';
import { failureOf, reportCompilation } from '../report/reportCompilation.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface Options {
  readonly file?: string;
  readonly ref?: string;
  readonly registry?: string;
  readonly expectedVersion?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly publishManifest: {
    readonly manifest: { readonly name: string; readonly version: string; readonly ref: string | null } | null;
    readonly compilation: CompilationAnswer | null;
    readonly unchanged: boolean;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `
  mutation Publish($input: PublishManifestInput!) {
    publishManifest(input: $input) {
      manifest { name version ref }
      compilation { ...Outcome }
      unchanged
      userErrors { code path message }
    }
  }
  ${COMPILATION}`;

/** The version as the command names it, `v1.0.0`, must be that of the document. */
function checkVersion(named: string, { version }: ManifestHeader, file: string): void {
  const wanted = named.replace(/^v/, '');
  if (version !== null && version !== wanted)
    throw new Failure(2, `${file} is version ${version}, not ${wanted}: name the version it has.`);
}

/** Where ADR-0021's tiers put a manifest in a registry: `enterprise-platform:v1.0.0`, `domains/{domain}-platform:v2.1.0`. */
function refIn(registry: string, { scope, domain, version }: ManifestHeader): string {
  const tier = scope === 'enterprise' ? 'enterprise-platform' : domain ? `domains/${domain}-platform` : 'platform';
  return `${registry.replace(/\/+$/, '')}/${tier}:v${version}`;
}

/**
 * `floe platform publish v1.0.0`: publishes a manifest under its ref in the catalog. Throws Failure 1 where it is
 * refused, 2 where it cannot be sent.
 */
export async function platformPublish(setting: Setting, version: string, options: Options): Promise<void> {
  const { client, terminal } = setting;
  const manifest = await loadManifest(options.file);
  const header = manifestHeader(manifest.source);
  checkVersion(version, header, manifest.file);
  const ref = options.ref ?? (options.registry ? refIn(options.registry, header) : undefined);
  const input = { ...manifest, ref, expectedVersion: options.expectedVersion };
  const { publishManifest } = await client.carryOut<Answer>(MUTATION, input);
  const { manifest: published, compilation, userErrors, unchanged } = publishManifest;
  if (options.json) terminal.out(asJson(publishManifest));
  else if (compilation)
    reportCompilation(compilation, '.', terminal, (file) => (file === manifest.file ? manifest.source : null));
  mustBeAccepted(userErrors);
  if (!published)
    throw new Failure(1, (compilation && failureOf(compilation)) ?? `${manifest.file} was not published.`);
  if (options.json) return;
  const what = `${published.name} ${published.version}${published.ref ? ` as ${published.ref}` : ''}`;
  terminal.out(unchanged ? `\n${what} is unchanged: it stood with this content already.` : `\nPublished ${what}`);
}
