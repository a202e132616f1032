import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceFile } from '../../src/compiler/source.js';
import { printFolder, printManifest } from '../../test/compiler/support/dbtForms.js';
import type { ChildAnswer, ChildTask, Form } from './compileChild.js';
import { dbtProject } from './dbtProject.js';
import { median } from '../measure.js';
import type { Measured } from '../measured.js';

const FORMS: Readonly<Record<Form, { readonly what: string; readonly parser: string; readonly goal: number }>> = {
  manifest: { what: 'target/manifest.json', parser: 'JSON.parse', goal: 2 },
  yaml: { what: 'schema YAML', parser: "parse of the package 'yaml'", goal: 1.3 },
};
const MEMORY_GOAL = 4;
const MEGABYTE = 1024 * 1024;

/** A process of its own for each measurement, so that none lives in another's heap. */
function inChild(task: ChildTask): Promise<ChildAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'compileChild.ts'), [JSON.stringify(task)]);
    child.once('message', (answer) => resolve(answer as ChildAnswer));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the process of a measurement ended with ${code}`)));
  });
}

async function report(form: Form, file: string, bytes: number, size: number): Promise<Measured[]> {
  const { what, parser, goal } = FORMS[form];
  const timed = await inChild({ form, file, measure: 'time' });
  const ratios = timed.rounds.map(({ compile, parse }) => compile / parse);
  const of = (pick: 'compile' | 'parse'): string => `${Math.round(median(timed.rounds.map((each) => each[pick])))} ms`;
  const ours = await inChild({ form, file, measure: 'compile-memory' });
  const parsing = await inChild({ form, file, measure: 'parse-memory' });
  const memory = (answer: ChildAnswer): string =>
    `${Math.round(answer.peak / MEGABYTE)} MB = ${(answer.peak / bytes).toFixed(1)}`;
  console.log(`${what}: ${(bytes / MEGABYTE).toFixed(1)} MB, ${timed.models} models, ${timed.findings} findings`);
  console.log(`  compile ${of('compile')}, ${parser} ${of('parse')}`);
  console.log(
    `  ratio ${median(ratios).toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(', ')}), goal ${goal}`,
  );
  console.log(`  peak memory above the idle process, input text included: compile ${memory(ours)} times the input,`);
  console.log(`  ${parser} ${memory(parsing)} times; goal ${MEMORY_GOAL}`);
  return [
    { name: `compile.${form}`, size, value: median(ratios) },
    { name: `compile.${form}.memory`, size, value: ours.peak / bytes },
  ];
}

async function ofSize(models: number, folders = 100): Promise<Measured[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'floe-bench-'));
  try {
    const spec = dbtProject(models, folders);
    const write = (name: string, content: string): string => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    };
    const manifest = write('manifest.json', printManifest(spec));
    const yaml: readonly SourceFile[] = printFolder(spec).filter(({ path: file }) => /^models\/.*\.yml$/.test(file));
    const files = write('yaml.json', JSON.stringify(yaml));
    const size = yaml.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    console.log(`${models} models, ${yaml.length} YAML files`);
    const ofManifest = await report('manifest', manifest, readFileSync(manifest).byteLength, models);
    return [...ofManifest, ...(await report('yaml', files, size, models))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm run bench compile`: a compilation against parsing alone of as many bytes, in turn in one process. */
export async function benchCompile(sizes: readonly number[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const models of sizes) measured.push(...(await ofSize(models)));
  return measured;
}
