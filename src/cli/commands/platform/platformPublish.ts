import path from 'node:path';
import { manifestArtifact } from '../../../adapters/oci/artifacts/manifestArtifact.js';
import { pushArtifact, type Pushed } from '../../../adapters/oci/pushArtifact.js';
import { parseReference } from '../../../adapters/oci/reference.js';
import { manifestIdentity, type ManifestIdentity } from '../../../compiler/document/references.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { loadManifest, type LoadedManifest } from '../../project/loadManifest.js';
import { askRegistries, type RegistryOptions } from '../../registry/asking.js';
import { impliedRef } from '../../registry/impliedRef.js';
import { originOf } from '../../registry/originOf.js';
import { told } from '../../registry/told.js';
import { mustBeAccepted, COMPILATION, type CompilationAnswer, type UserErrorAnswer } from '../../report/compilation.js';
import { failureOf, reportCompilation } from '../../report/reportCompilation.js';
import { Failure } from '../../terminal/Failure.js';

interface Options extends RegistryOptions {
  readonly file?: string;
  readonly ref?: string;
  readonly registry?: string;
  readonly push: boolean;
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
  mutation Publish($input: PublishManifestInput!, $dryRun: Boolean) {
    publishManifest(input: $input, dryRun: $dryRun) {
      manifest { name version ref artifactDigest }
      compilation { ...Outcome }
      unchanged
      userErrors { code path message }
    }
  }
  ${COMPILATION}`;

/** The version as the command names it, `v1.0.0`, must be that of the document. */
function checkVersion(named: string, { version }: ManifestIdentity, file: string): void {
  const wanted = named.replace(/^v/, '');
  if (version !== null && version !== wanted)
    throw new Failure(2, `${file} is version ${version}, not ${wanted}: name the version it has.`);
}

function report(setting: Setting, { file, source }: LoadedManifest, compilation: CompilationAnswer): void {
  reportCompilation(compilation, '.', setting.terminal, (each) => (each === file ? source : null));
}

/** What is to be published, but for the digest that it is pushed with. */
interface Wanted {
  readonly ref: string;
  readonly version: string;
  readonly expectedVersion: string | undefined;
}

/**
 * Pushes what the catalog would publish, which is asked first. Throws Failure 1 for what does not compile or is refused, and as
 * `askRegistries`; nothing is pushed or published then.
 */
async function push(
  setting: Setting,
  manifest: LoadedManifest,
  { ref, version, expectedVersion }: Wanted,
  options: Options,
): Promise<Pushed> {
  const variables = { input: { ...manifest, ref, expectedVersion }, dryRun: true };
  const { publishManifest } = await setting.client.ask<Answer>(MUTATION, variables);
  const { compilation, userErrors } = publishManifest;
  const failure = compilation && failureOf(compilation);
  if (failure !== null || userErrors.length > 0) {
    if (options.json) setting.terminal.out(asJson(publishManifest));
    else if (compilation) report(setting, manifest, compilation);
    mustBeAccepted(userErrors);
    throw new Failure(1, failure ?? `${manifest.file} was not published.`);
  }
  const { file, source } = manifest;
  const artifact = manifestArtifact(file, source, version, await originOf(path.dirname(file), [file]));
  return askRegistries(setting.env, options, (registries) => pushArtifact(registries, parseReference(ref), artifact));
}

/**
 * `floe platform publish v1.0.0`: pushes a manifest to its registry, then publishes it in the catalog under its ref, with
 * the digest that was read back. Throws Failure 1 where it is refused, 2 where it cannot be sent.
 */
export async function platformPublish(
  setting: Setting,
  version: string,
  named: string | undefined,
  options: Options,
): Promise<void> {
  const { client, terminal, env } = setting;
  const manifest = await loadManifest(named ?? options.file);
  const header = manifestIdentity({ path: manifest.file, content: manifest.source });
  checkVersion(version, header, manifest.file);
  const registry = options.registry ?? env['FLOE_REGISTRY'];
  const ref = options.ref ?? (registry ? impliedRef(registry, header) : undefined);
  const isPushed = options.push && ref !== undefined;
  const { expectedVersion } = options;
  const wanted = isPushed && { ref, version: version.replace(/^v/, ''), expectedVersion };
  const pushed = wanted ? await push(setting, manifest, wanted, options) : null;
  const input = { ...manifest, ref, artifactDigest: pushed?.digest, expectedVersion };
  const { publishManifest } = await client.carryOut<Answer>(MUTATION, input);
  const { manifest: published, compilation, userErrors, unchanged } = publishManifest;
  if (options.json) terminal.out(asJson({ ...publishManifest, pushed }));
  else if (compilation) report(setting, manifest, compilation);
  if (pushed && !options.json) terminal.out(`\n${told(pushed)}`);
  mustBeAccepted(userErrors);
  if (!published)
    throw new Failure(1, (compilation && failureOf(compilation)) ?? `${manifest.file} was not published.`);
  if (options.json) return;
  const what = `${published.name} ${published.version}${published.ref ? ` as ${published.ref}` : ''}`;
  const space = pushed ? '' : '\n';
  terminal.out(
    unchanged ? `${space}${what} is unchanged: it stood with this content already.` : `${space}Published ${what}`,
  );
}
