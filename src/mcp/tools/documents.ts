import * as z from 'zod';

const FILE = z.strictObject({
  path: z.string().min(1).describe('Its path inside the product’s folder, e.g. schemas/customers.json.'),
  content: z.string().describe('Its text.'),
});

/** A data product as its folder holds it. */
export const PRODUCT_DOCUMENT = {
  source: z.string().min(1).describe('The text of data-product.yaml.'),
  files: z
    .array(FILE)
    .optional()
    .describe('The other files of its folder that it names: schemas, dbt’s models with their YAML, manifests.'),
  dbtManifest: z.string().optional().describe('The text of dbt’s target/manifest.json, in place of schema YAML.'),
  environment: z.string().optional().describe('What to compile for; production if not given.'),
} as const;

/** What is asked of a finding. */
export const DIAGNOSTIC = 'code severity message expected hint subject location { file line column }';
