import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { floePorts, importOdcs, importOdps, renderLocations } from '../../compiler/compile.js';
import { Failure } from '../Failure.js';
import { readText } from '../loadProject.js';
import { asJson, type Setting } from '../Setting.js';

const QUERY = `query Export($name: String!, $format: ContractFormat!) { contract(name: $name) { source(format: $format) } }`;

/** `floe contracts export <name>`: the contract as a document of the Open Data Contract Standard, or as floe writes it. */
export async function contractsExport(
  { client, terminal }: Setting,
  name: string,
  { format, output }: { readonly format: string; readonly output?: string },
): Promise<void> {
  const answer = await client.ask<{ contract: { source: string } | null }>(QUERY, {
    name,
    format: format.toUpperCase(),
  });
  if (!answer.contract) throw new Failure(1, `there is no contract ${name}.`);
  if (output === undefined) terminal.out(answer.contract.source.trimEnd());
  else await writeFile(output, answer.contract.source);
}

/**
 * `floe contracts import <file>`: a document of the Open Data Contract Standard (or Open Data Product Standard) as the
 * output ports of a data-product.yaml; with `--residue`, what they do not hold, so that nothing of it is lost. Throws
 * Failure 1 where the document breaks its standard.
 */
export async function contractsImport(
  { terminal }: Setting,
  file: string,
  { residue: keep, json }: { readonly residue?: string; readonly json?: boolean },
): Promise<void> {
  const source = { path: file, content: await readText(file) };
  const isProduct = /^kind:\s*["']?DataProduct/m.test(source.content);
  const { model, residue, diagnostics } = isProduct ? importOdps(source) : importOdcs(source);
  if (!model) {
    terminal.err(renderLocations(diagnostics).trimEnd());
    throw new Failure(1, `${file} breaks the standard: nothing was taken in.`);
  }
  if (keep !== undefined) await writeFile(keep, `${asJson({ file, residue })}\n`);
  if (json) terminal.out(asJson({ model, residue }));
  else terminal.out(stringify(floePorts(model), { lineWidth: 0 }).trimEnd());
  if (keep === undefined && residue.length > 0)
    terminal.err(`${residue.length} things are not of our model; --residue <file> keeps them.`);
}
