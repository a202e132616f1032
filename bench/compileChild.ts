import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileProduct } from '../src/compiler/compileProduct.js';
import type { ProductCompileResult } from '../src/compiler/result.js';
import type { SourceFile } from '../src/compiler/source.js';
import { EMPTY_MESH } from '../test/compiler/support/mesh.js';

export type Form = 'manifest' | 'yaml';
export interface ChildTask {
  readonly form: Form;
  readonly file: string;
  readonly measure: 'time' | 'compile-memory' | 'parse-memory';
}
export interface ChildAnswer {
  readonly rounds: readonly { readonly compile: number; readonly parse: number }[];
  /** Bytes of resident memory above those of the idle process. */
  readonly peak: number;
  readonly models: number;
  readonly findings: number;
}

const ROUNDS = 5;
const KILOBYTE = 1024;

const product: SourceFile = {
  path: 'data-product.yaml',
  content: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: bench, version: "1.0.0"}
ownership: {team: bench, email: bench@example.com}
transforms: [{type: dbt, path: models/}]
`,
};
const platform = { path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: medallion}' };

const compiled = (files: readonly SourceFile[], dbtManifest: string | null): ProductCompileResult =>
  compileProduct({
    product,
    dbtManifest,
    environment: 'production',
    mesh: EMPTY_MESH,
    files: [platform, ...files],
  });

interface Ways {
  compile(): ProductCompileResult;
  parse(): unknown;
}

function waysOf({ form, file }: ChildTask): Ways {
  const text = readFileSync(file, 'utf8');
  if (form === 'manifest') return { compile: () => compiled([], text), parse: () => JSON.parse(text) as unknown };
  const files = JSON.parse(text) as SourceFile[];
  return { compile: () => compiled(files, null), parse: () => files.map(({ content }) => parse(content) as unknown) };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const task = JSON.parse(process.argv[2] ?? '{}') as ChildTask;
const idle = process.memoryUsage.rss();
const ways = waysOf(task);
const answer: ChildAnswer = { rounds: [], peak: 0, models: 0, findings: 0 };
if (task.measure === 'time') {
  // The first one of each warms the code up.
  const { diagnostics, stages } = ways.compile();
  ways.parse();
  const models = stages.flatMap(({ checks }) => checks).filter(({ message }) => message.includes(': valid (')).length;
  const rounds = Array.from({ length: ROUNDS }, () => ({ parse: timed(ways.parse), compile: timed(ways.compile) }));
  process.send?.({ ...answer, rounds, models, findings: diagnostics.length });
} else {
  const kept = task.measure === 'compile-memory' ? ways.compile() : ways.parse();
  process.send?.({ ...answer, peak: kept ? process.resourceUsage().maxRSS * KILOBYTE - idle : 0 });
}
process.disconnect();
