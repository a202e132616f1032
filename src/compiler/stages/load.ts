import type { Diagnostic } from '../diagnostic.js';
import { decodePlatformManifest, type Decoded } from '../document/decode.js';
import type { Manifest } from '../document/manifest.js';
import { textOf } from '../document/dbt/project/values.js';
import { parseYaml } from '../document/yaml/yaml.js';
import type { EffectivePlatform } from '../inherit/policy/platform.js';
import { productTier } from '../inherit/productTier.js';
import { resolvePlatform, type PlatformSite } from '../inherit/resolvePlatform.js';
import type { MeshFacts, ProductCompileInput } from '../input.js';
import type { SourceFile } from '../source.js';
import type { PolicyDocument } from '../inherit/policy/policyDocument.js';
import type { Organization } from '../artifact.js';
import { valueAt } from '../values/json.js';

export interface Loading {
  readonly organization: Organization;
  /** null blocks all that comes after. */
  readonly platform: EffectivePlatform | null;
  readonly diagnostics: readonly Diagnostic[];
}

type LoadingInput = Pick<ProductCompileInput, 'product' | 'files'> & { readonly mesh: Pick<MeshFacts, 'refs'> };

const LOCAL = /^(\.\/)?platform-manifest\.ya?ml$/;

interface Named {
  readonly ref: string | null;
  readonly site: PlatformSite;
}

/** The ref to its platform that a product states, read from an invalid document too. */
function platformOf(product: SourceFile): Named {
  const { document } = parseYaml(product);
  const read = (field: 'domain' | 'platform'): string | null => textOf(valueAt(document?.value, [field, 'ref']));
  const field = read('domain') !== null || read('platform') === null ? 'domain' : 'platform';
  const start = { file: product.path, line: 1, column: 1 };
  return { ref: read(field), site: { field: `${field}.ref`, location: document?.locate([field, 'ref']) ?? start } };
}

/** Resolves the platform that a product compiles under: the manifest its ref leads to, or the one in its own folder. */
export function loadPlatform(input: LoadingInput): Loading {
  const { ref, site } = platformOf(input.product);
  const own = productTier(input.product);
  const file = input.files.find(({ path }) => LOCAL.test(path));
  if (ref !== null || !file) {
    const { platform, diagnostics } = resolvePlatform(ref, null, input.mesh.refs, site, own);
    const mesh = ref !== null && site.field === 'domain.ref';
    return { organization: platform?.organization ?? (mesh ? 'data_mesh' : 'centralized'), platform, diagnostics };
  }
  const local = decodePlatformManifest(file);
  return local.document ? fromLocal(local.document, own, local.diagnostics) : blocked(local.diagnostics);
}

function fromLocal(manifest: Decoded<Manifest>, own: PolicyDocument | null, read: readonly Diagnostic[]): Loading {
  const { platform, diagnostics } = resolvePlatform(null, manifest, [], undefined, own);
  return { organization: 'centralized', platform, diagnostics: [...read, ...diagnostics] };
}

const blocked = (diagnostics: readonly Diagnostic[]): Loading => ({
  organization: 'centralized',
  platform: null,
  diagnostics,
});
