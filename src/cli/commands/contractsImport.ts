import { importDocument, renderLocations, renderYaml } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostic.js';
import { deliver } from '../terminal/deliver.js';
import { excerpt } from '../report/excerpt.js';
import { Failure } from '../terminal/Failure.js';
import { readText } from '../terminal/files.js';
import { asJson, type Setting } from '../catalog/Setting.js';

/** A finding in a line, the line it is about with a caret, and what to write. */
function told(finding: Diagnostic, content: string): string {
  const { location, notes } = finding;
  const lines = [renderLocations([finding]).trimEnd(), location ? excerpt(content, location) : ''];
  return [...lines, ...notes.map((note) => `  ${note}`)].filter((each) => each !== '').join('\n');
}

interface ImportOptions {
  readonly namespace?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `floe contracts import <file>`: a document of a standard as fields of a data-product.yaml. What our model does not
 * hold of it stands under `extensions`, so that nothing is lost. Throws Failure 1 where the document breaks its standard.
 */
export async function contractsImport(setting: Setting, file: string, options: ImportOptions): Promise<void> {
  const { namespace, json } = options;
  const content = await readText(file);
  const { product, kept, diagnostics } = importDocument({ path: file, content }, namespace);
  for (const each of diagnostics) setting.terminal.err(told(each, content));
  if (!product) throw new Failure(1, `${file} was not taken in.`);
  await deliver(setting.terminal, json ? `${asJson(product)}\n` : renderYaml(product), options);
  if (kept > 0) setting.terminal.err(`${kept} things that a data product has no field for stand under extensions.`);
}
