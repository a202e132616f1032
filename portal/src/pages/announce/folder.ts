import type { DocumentInput } from './documents';

const DOCUMENT = 'data-product.yaml';
/** Which files of a product's folder are sent, as `floe` sends them (docs/cli.md). */
const TAKEN = /\.(ya?ml|sql|py|json|csv)$/;
const LEFT_OUT = /(^|\/)(node_modules|target|dbt_packages|dbt_modules|logs|\.[^/]+)\//;

/** The documents of a product. */
export interface Documents {
  readonly source: string;
  readonly files: readonly DocumentInput[];
}

/** The documents of a chosen folder; null where it has no `data-product.yaml` at its top. Of seeds only the names are sent. */
export async function documentsOf(chosen: FileList): Promise<Documents | null> {
  const named = [...chosen].map((file) => ({ file, path: file.webkitRelativePath.replace(/^[^/]+\//, '') }));
  const document = named.find(({ path }) => path === DOCUMENT);
  if (!document) return null;
  const beside = named.filter(({ path }) => path !== DOCUMENT && TAKEN.test(path) && !LEFT_OUT.test(path));
  const files = beside.map(async ({ file, path }) => ({
    path,
    content: path.endsWith('.csv') ? '' : await file.text(),
  }));
  return { source: await document.file.text(), files: await Promise.all(files) };
}
