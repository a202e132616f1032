import { providersFirst } from '../../compiler/document/ProvidersFirst.js';
import { productReferences } from '../../compiler/document/references.js';
import type { MigrationInput, MigrationPlan } from '../../compiler/migrate/migration/migration.js';
import type { Client } from '../catalog/Client.js';
import { Failure } from '../terminal/Failure.js';

interface Document {
  readonly source: string;
  readonly file: string;
}

/** What `publishTogether` is asked for. */
export interface Publication {
  readonly manifest: (Document & { readonly ref: string | null }) | null;
  readonly products: readonly (Document & {
    readonly files: readonly { readonly path: string; readonly content: string }[];
    readonly dbtManifest: string | null;
  })[];
}

const MUTATION = `mutation Migrate($input: PublishTogetherInput!) {
  publishTogether(input: $input) { products { fqn } diagnostics { message severity } userErrors { message } } }`;

interface Answer {
  readonly publishTogether: {
    readonly diagnostics: readonly { readonly message: string; readonly severity: string }[];
    readonly userErrors: readonly { readonly message: string }[];
  };
}

/** Providers before those that read them: one domain's, so that their names tell them apart. */
const inOrder = (products: Publication['products']): Publication['products'] =>
  providersFirst(
    products.map((product) => {
      const { name, inputRefs } = productReferences({ path: product.file, content: product.source });
      return { item: product, name, reads: inputRefs.map((ref) => ref.split('.')[1] ?? '') };
    }),
  );

/** The documents as a migration leaves them, for the catalog. */
export function publicationOf(input: MigrationInput, plan: MigrationPlan): Publication {
  const byPath = new Map(plan.files.map((edit) => [edit.path, edit]));
  const products = input.products.map(({ folder, product, files, dbtManifest }) => {
    const below = folder === '' ? '' : `${folder}/`;
    const after = (path: string, content: string) => {
      const edit = byPath.get(`${below}${path}`);
      return edit ? { path: edit.newPath.slice(below.length), content: edit.after } : { path, content };
    };
    const { path: file, content: source } = after(product.path, product.content);
    return {
      source,
      file,
      files: files.map(({ path, content }) => after(path, content)),
      dbtManifest: dbtManifest ?? null,
    };
  });
  const { manifest } = input;
  const isKeptWithProduct =
    manifest !== null && products.some(({ files }) => files.some(({ path }) => path === manifest.path));
  const [first] = products;
  const ref = first ? productReferences({ path: first.file, content: first.source }).platformRef : null;
  return {
    manifest:
      manifest === null || isKeptWithProduct
        ? null
        : {
            source: byPath.get(manifest.path)?.after ?? manifest.content,
            file: manifest.path,
            ref: ref?.startsWith('oci://') ? ref : null,
          },
    products: inOrder(products),
  };
}

/** Publishes all of it in one transaction of the catalog. Throws Failure 1 where it is refused. */
export async function publishTogether(client: Client, input: Publication): Promise<void> {
  const { publishTogether: result } = await client.carryOut<Answer>(MUTATION, input);
  if (result.userErrors.length === 0) return;
  const errors = result.diagnostics.filter(({ severity }) => severity === 'ERROR').map(({ message }) => message);
  throw new Failure(1, [...result.userErrors.map(({ message }) => message), ...errors].join('\n  '));
}
