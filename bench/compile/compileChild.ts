import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileProduct } from '../../src/compiler/compileProduct.js';
import type { ProductCompileResult } from '../../src/compiler/result.js';
import type { SourceFile } from '../../src/compiler/source.js';
import { EMPTY_MESH } from '../../test/compiler/support/mesh.js';

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

/** Both ways through the same documents, made ready: what they are given differs by the mark alone. */
interface Ways {
  compile(mark: string): () => ProductCompileResult;
  parse(mark: string): () => unknown;
}

/** A text of its own, so that none is known from before: neither by what keeps texts, nor as the same string. */
const anew = (text: string): string => Buffer.from(text).toString();

/** Without a mark the texts as they are read. */
function waysOf({ form, file }: ChildTask): Ways {
  const text = readFileSync(file, 'utf8');
  if (form === 'manifest') {
    const marked = (mark: string): string =>
      mark ? anew(text.replace(/"invocation_id":"[^"]*"/, `"invocation_id":"${mark}"`)) : text;
    const compile = (manifest: string) => () => compiled([], manifest);
    const parsed = (manifest: string) => () => JSON.parse(manifest) as unknown;
    return { compile: (mark) => compile(marked(mark)), parse: (mark) => parsed(marked(mark)) };
  }
  const files = JSON.parse(text) as SourceFile[];
  const marked = (mark: string): SourceFile[] =>
    mark ? files.map(({ path, content }) => ({ path, content: anew(`${content}# ${mark}\n`) })) : files;
  const compile = (sources: readonly SourceFile[]) => () => compiled(sources, null);
  const parsed = (sources: readonly SourceFile[]) => () => sources.map(({ content }) => parse(content) as unknown);
  return { compile: (mark) => compile(marked(mark)), parse: (mark) => parsed(marked(mark)) };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** No text of a round is that of another, nor of the other way in the same. */
function roundOf(ways: Ways, nth: number): ChildAnswer['rounds'][number] {
  const parsing = timed(ways.parse(`parsed in round ${nth}`));
  return { parse: parsing, compile: timed(ways.compile(`compiled in round ${nth}`)) };
}

const task = JSON.parse(process.argv[2] ?? '{}') as ChildTask;
const idle = process.memoryUsage.rss();
const ways = waysOf(task);
const answer: ChildAnswer = { rounds: [], peak: 0, models: 0, findings: 0 };
if (task.measure === 'time') {
  // The first one of each warms the code up.
  const { diagnostics, stages } = ways.compile('compiled to warm up')();
  ways.parse('parsed to warm up')();
  const models = stages.flatMap(({ checks }) => checks).filter(({ message }) => message.includes(': valid (')).length;
  const rounds = Array.from({ length: ROUNDS }, (_, nth) => roundOf(ways, nth));
  process.send?.({ ...answer, rounds, models, findings: diagnostics.length });
} else {
  const kept = task.measure === 'compile-memory' ? ways.compile('')() : ways.parse('')();
  process.send?.({ ...answer, peak: kept ? process.resourceUsage().maxRSS * KILOBYTE - idle : 0 });
}
process.disconnect();
