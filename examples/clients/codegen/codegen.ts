import type { CodegenConfig } from '@graphql-codegen/cli';

const catalog = process.env['FLOE_CATALOG_URL'] ?? 'http://127.0.0.1:4000';

/** Types of what the documents in src/ ask and are answered, from the API that the catalog serves. */
const config: CodegenConfig = {
  // `handleAsSDL`: read as a file. Codegen would ask an address that does not end with .graphql for introspection.
  schema: { [`${catalog}/schema.graphql?api`]: { handleAsSDL: true } },
  documents: 'src/*.graphql',
  generates: {
    'src/generated/': {
      preset: 'client',
      // Beside the types, persisted-documents.json: what TRUSTED_DOCUMENTS takes as it is (docs/http.md).
      presetConfig: { persistedDocuments: true, fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        // How values of scalars go over the wire; each is said at its scalar in schema.api.graphql.
        strictScalars: true,
        scalars: {
          Cursor: 'string',
          DateTime: 'string',
          Duration: 'string',
          JSON: 'unknown',
          Percentage: { input: 'string | number', output: 'number' },
          SemVer: 'string',
        },
      },
    },
  },
};

export default config;
