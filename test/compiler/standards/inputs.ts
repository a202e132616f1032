import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs/contracts');
export const hasInputs = existsSync(INPUTS);

export const inputText = (file: string): string => readFileSync(path.join(INPUTS, file), 'utf8');

/** The YAML documents of the real inputs of which a line says `kind`, sorted. */
export function documentsOf(folders: readonly string[], kind: RegExp): string[] {
  if (!hasInputs) return [];
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(INPUTS, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => /\.ya?ml$/.test(name) && kind.test(inputText(name)))
    .sort();
}

/** The JSON Schema of a standard, read in place; null where it is not at hand. */
export function validatorOf(file: string): ((document: unknown) => string[]) | null {
  if (!existsSync(path.join(INPUTS, file))) return null;
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(inputText(file)) as object);
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
