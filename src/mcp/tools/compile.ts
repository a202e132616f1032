import * as z from 'zod';
import { itemsOf } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { reading } from '../answer/tool.js';
import { DIAGNOSTIC, PRODUCT_DOCUMENT } from './documents.js';

const COMPILATION = `compilation {
  subject status environment
  stages { title status }
  diagnostics { ${DIAGNOSTIC} }
}`;

const OF_PRODUCT = `mutation Compile($input: CompileProductInput!) {
  compiled: compileProduct(input: $input) { ${COMPILATION} }
}`;
const OF_MANIFEST = `mutation Compile($input: PublishManifestInput!) {
  compiled: compileManifest(input: $input) { ${COMPILATION} }
}`;

interface Compiled {
  readonly compiled: { readonly compilation: { readonly diagnostics: readonly object[] } };
}

const DOCUMENT = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('product'), ...PRODUCT_DOCUMENT }),
  z.strictObject({ kind: z.literal('manifest'), source: z.string().min(1).describe('The text of the manifest.') }),
]);

export const compile = reading({
  name: 'compile',
  title: 'Compile documents',
  description:
    'Compiles products or manifests against the mesh as it stands, and tells every finding: its code, where it is (file, line, column), what was expected and how to mend it. Publishes nothing; that it was compiled is recorded.',
  shape: { documents: z.array(DOCUMENT).min(1).max(10).describe('Up to 10, each on its own.') },
  subjects: ({ documents }) => documents.map((_, index) => String(index)),
  read: async (execute, { subject, args }) => {
    const { kind, ...input } = args.documents[Number(subject)] ?? {};
    const { compiled } = await ask<Compiled>(execute, kind === 'product' ? OF_PRODUCT : OF_MANIFEST, { input });
    const { diagnostics, ...head } = compiled.compilation;
    return {
      key: { document: Number(subject), kind },
      head: { ...head, diagnosticsInAll: diagnostics.length, diagnostics: [] },
      items: itemsOf('diagnostics', diagnostics),
    };
  },
});
