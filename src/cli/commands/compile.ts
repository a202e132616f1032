import { COMPILATION, type CompilationAnswer } from '../compilation.js';
import { Failure } from '../Failure.js';
import { loadProject } from '../loadProject.js';
import { failureOf, reportCompilation } from '../reportCompilation.js';
import { asJson, type Setting } from '../Setting.js';

export interface CompileOptions {
  readonly json?: boolean;
  readonly environment?: string;
  readonly dbtManifest?: string;
}

const MUTATION = `
  mutation Compile($input: CompileProductInput!) { compileProduct(input: $input) { compilation { ...Outcome } } }
  ${COMPILATION}`;

/** `floe compile [dir]` (ADR-0021, Compile-Time Enforcement): compiles a product against the catalog, publishes nothing. */
export async function compile({ client, terminal }: Setting, folder: string, options: CompileOptions): Promise<void> {
  const project = await loadProject(folder, options.dbtManifest ?? null);
  const input = { ...project, environment: options.environment };
  const answer = await client.ask<{ compileProduct: { compilation: CompilationAnswer } }>(MUTATION, { input });
  const { compilation } = answer.compileProduct;
  if (options.json) terminal.out(asJson(compilation));
  else reportCompilation(compilation, folder, terminal);
  const failure = failureOf(compilation);
  if (failure) throw new Failure(1, failure);
}
