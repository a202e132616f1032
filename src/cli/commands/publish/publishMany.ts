import { randomUUID } from 'node:crypto';
import { providersFirst } from '../../../compiler/document/ProvidersFirst.js';
import { productReferences } from '../../../compiler/document/references.js';
import { githubAnnotations } from '../../../compiler/report/githubAnnotations.js';
import type { Client } from '../../catalog/Client.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { loadDocument, loadProject, type Project } from '../../project/loadProject.js';
import { projectTexts } from '../../project/projectTexts.js';
import { FINDING, type Finding, type UserErrorAnswer } from '../../report/compilation.js';
import { formatOf, type Format } from '../../report/formats.js';
import { reportFindings } from '../../report/reportCompilation.js';
import { seenFrom } from '../../report/seenFrom.js';
import { withProgress } from '../../report/withProgress.js';
import { Failure } from '../../terminal/Failure.js';
import type { EndedStage } from '../../terminal/ProgressBar.js';
import type { Terminal } from '../../terminal/Terminal.js';
import type { CompileOptions } from '../compile.js';
import type { PushOptions } from './pushProduct.js';

/** One request publishes at most so many products, and texts of so many characters. */
const PRODUCTS = 200;
const CHARACTERS = 4_000_000;

interface Item {
  readonly subject: string;
  readonly product: { readonly fqn: string; readonly version: string } | null;
  readonly compilation: {
    readonly id: string;
    readonly status: 'SUCCEEDED' | 'FAILED';
    readonly diagnostics: readonly Finding[];
  } | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

const MUTATION = `
  mutation Publish($input: PublishManyInput!) {
    publishMany(input: $input) {
      results {
        subject
        product { fqn version }
        compilation { id status diagnostics { ...Finding } }
        userErrors { code path message }
      }
    }
  }
  ${FINDING}`;

export interface PublishOptions extends CompileOptions, PushOptions {
  readonly expectedVersion?: string;
}

type OnStage = ((stage: EndedStage) => void) | null;

/** A product of a folder, as it is sent. */
interface Loaded {
  readonly folder: string;
  readonly project: Project;
}

/** What became of one. */
interface Ended extends Loaded {
  readonly item: Item;
}

/** The folders, those of providers before those of products that read them. Throws Failure 2 where one cannot be read. */
async function inOrder(folders: readonly string[]): Promise<string[]> {
  const readings = [];
  for (const folder of folders) {
    const { name, inputRefs } = productReferences(await loadDocument(folder));
    readings.push({ item: folder, name, reads: inputRefs.map((ref) => ref.split('.')[1] ?? '') });
  }
  return providersFirst(readings);
}

const sizeOf = ({ source, files, dbtManifest }: Project): number =>
  files.reduce((sum, { content }) => sum + content.length, source.length + (dbtManifest?.length ?? 0));

/** The products in as many lists as there are to be requests. Throws Failure 2 where one cannot be sent. */
async function* requestsOf(folders: readonly string[]): AsyncGenerator<readonly Loaded[]> {
  let list: Loaded[] = [];
  let size = 0;
  for (const folder of folders) {
    const project = await loadProject(folder, null);
    if (list.length === PRODUCTS || (list.length > 0 && size + sizeOf(project) > CHARACTERS)) {
      yield list;
      list = [];
      size = 0;
    }
    list.push({ folder, project });
    size += sizeOf(project);
  }
  if (list.length > 0) yield list;
}

async function send(
  client: Client,
  list: readonly Loaded[],
  environment: string | undefined,
  onStage: OnStage,
): Promise<Ended[]> {
  const progressId = onStage && randomUUID();
  const { watchStages } = await import('../../report/watchStages.js');
  const stop = progressId && watchStages(client.url, progressId, onStage, () => client.authorization());
  try {
    const products = list.map(({ project }) => ({ ...project, environment }));
    const input = { products, progressId };
    const { publishMany: answer } = await client.carryOut<{ publishMany: { results: readonly Item[] } }>(
      MUTATION,
      input,
    );
    return answer.results.flatMap((item, index) => {
      const loaded = list[index];
      return loaded ? [{ ...loaded, item }] : [];
    });
  } finally {
    stop?.();
  }
}

/** What became of those of a request, for people. */
function tell(ended: readonly Ended[], terminal: Terminal): void {
  for (const { folder, project, item } of ended) {
    const { product, compilation, subject, userErrors } = item;
    if (product) terminal.out(`Published ${product.fqn} ${product.version}`);
    else reportFindings(compilation?.diagnostics ?? [], folder, terminal, projectTexts(project));
    for (const { message, code } of userErrors) terminal.err(`${folder}: ${message} (${code})`);
    if (!product && userErrors.length === 0) terminal.err(`${folder}: ${subject} does not compile.`);
  }
}

async function report(format: Format, ended: readonly Ended[], terminal: Terminal): Promise<void> {
  const findings = ended.flatMap(({ folder, item }) =>
    (item.compilation?.diagnostics ?? []).map((finding) => seenFrom(folder, finding)),
  );
  const published = ended.filter(({ item }) => item.product).length;
  if (format === 'json')
    terminal.out(
      asJson({
        published,
        failed: ended.length - published,
        results: ended.map(({ folder, item }) => ({ folder, ...item })),
      }),
    );
  if (format === 'sarif') terminal.out(asJson((await import('../../report/sarifOf.js')).sarifOf(findings)));
  if (format === 'github') terminal.out(githubAnnotations(findings).trimEnd());
}

/** Refuses what is said of one product. Throws Failure 2. */
function checkOptions({ expectedVersion, dbtManifest, push }: PublishOptions, format: Format): void {
  if (push) throw new Failure(2, '--push goes with one folder.');
  if (expectedVersion !== undefined) throw new Failure(2, '--expected-version goes with one folder.');
  if (dbtManifest !== undefined) throw new Failure(2, '--dbt-manifest goes with one folder.');
  if (format === 'junit') throw new Failure(2, '--format junit goes with one folder.');
}

/**
 * Publishes the products of these folders, in as many requests as they need; one that is refused holds up no other. Asked
 * again it goes on where it was cut off, for what stands is left as it is. Throws Failure 1 where one is refused, 2 where
 * one cannot be sent.
 */
export async function publishMany(
  { client, terminal }: Setting,
  folders: readonly string[],
  options: PublishOptions,
): Promise<void> {
  const format = formatOf(options);
  checkOptions(options, format);
  const of = folders.length;
  const all: Ended[] = [];
  try {
    await withProgress(terminal, format, async (onStage) => {
      onStage?.({ index: 0, of, title: 'Publishing' });
      for await (const list of requestsOf(await inOrder(folders))) {
        const before = all.length;
        const onNext = onStage && (({ index, title }: EndedStage) => onStage({ index: before + index, of, title }));
        all.push(...(await send(client, list, options.environment, onNext)));
      }
    });
  } finally {
    if (format === 'console') tell(all, terminal);
  }
  if (format !== 'console') await report(format, all, terminal);
  const failed = all.filter(({ item }) => !item.product).length;
  if (format === 'console') terminal.out(`\n${of - failed} published, ${failed} refused.`);
  if (failed > 0) throw new Failure(1, `${failed} of ${of} products were not published.`);
}
