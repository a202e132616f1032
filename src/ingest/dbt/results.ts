import { isMapping, valueAt, type Mapping } from '../../compiler/values/json.js';
import { dbtInstantOf } from '../instants.js';
import { qualityOf, type TestResult } from '../quality/tests.js';
import type { Sighting } from '../told.js';
import type { DbtNodes } from './nodes.js';

/** Commands that make tables; another (`compile`, `docs generate`, `list`) says success of what it did not make. */
const MAKING = new Set(['run', 'build', 'snapshot', 'seed', 'retry', 'clone']);

interface Result {
  readonly id: string;
  /** dbt writes `success`, Fusion `Success`. */
  readonly status: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly failures: number | null;
  readonly fields: Mapping;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Since when it was executed, and until when; both the time of the file where it does not say. */
function timesOf(fields: Mapping, writtenAt: string): Pick<Result, 'startedAt' | 'endedAt'> {
  const timing = Array.isArray(fields['timing']) ? fields['timing'].filter(isMapping) : [];
  const execution = timing.find(({ name }) => name === 'execute') ?? {};
  const endedAt = dbtInstantOf(execution['completed_at']) ?? writtenAt;
  const startedAt = dbtInstantOf(execution['started_at']) ?? endedAt;
  return { startedAt: startedAt < endedAt ? startedAt : endedAt, endedAt };
}

function resultsOf(document: Mapping, writtenAt: string): Result[] {
  const listed = Array.isArray(document['results']) ? document['results'].filter(isMapping) : [];
  return listed.map((fields) => ({
    id: textOf(fields['unique_id']),
    status: textOf(fields['status']).toLowerCase(),
    ...timesOf(fields, writtenAt),
    failures: typeof fields['failures'] === 'number' ? fields['failures'] : null,
    fields,
  }));
}

const writtenAt = (document: Mapping): string =>
  dbtInstantOf(valueAt(document, ['metadata', 'generated_at'])) ?? new Date(0).toISOString();

/** What tells one invocation of dbt from another. */
const invocationOf = (document: Mapping): string =>
  textOf(valueAt(document, ['metadata', 'invocation_id'])) || writtenAt(document);

/** A table that was made is as new as the moment at which it began to be made; one that failed was not available. */
function ofTable({ id, status, startedAt, endedAt: at }: Result, invocation: string): Sighting[] {
  if (status === 'skipped' || status === 'no-op' || status === 'reused') return [];
  const of = { dataset: id, at };
  const up = status === 'success';
  const seen: Sighting = { ...of, id: `${invocation} ${id} availability`, objective: 'availability', up };
  if (!up) return [seen];
  return [seen, { ...of, id: `${invocation} ${id} freshness`, objective: 'freshness', dataAt: startedAt }];
}

/** How tests ended that were carried out, by the node that they test. */
function testsByNode(results: readonly Result[], { tests }: DbtNodes): Map<string, (TestResult & { at: string })[]> {
  const ended = new Map(results.map((each) => [each.id, each]));
  const found = new Map<string, (TestResult & { at: string })[]>();
  for (const [node, of] of tests)
    for (const { id, name, column } of of) {
      const result = id === null ? undefined : ended.get(id);
      if (!result || !['pass', 'fail', 'warn'].includes(result.status)) continue;
      const { status, failures, endedAt: at } = result;
      found.set(node, [...(found.get(node) ?? []), { test: name, column, passed: status === 'pass', failures, at }]);
    }
  return found;
}

/** The rows of a table as the catalog of dbt counts them; null where its adapter does not. */
function rowsOf(catalog: Mapping | null, id: string): number | null {
  const stats = valueAt(catalog, ['nodes', id, 'stats']) ?? valueAt(catalog, ['sources', id, 'stats']);
  for (const name of ['row_count', 'num_rows', 'rows']) {
    const value = Number(valueAt(stats, [name, 'value']));
    if (Number.isFinite(value) && value > 0) return value;
  }
  return null;
}

/** What a run says of the tables that it made and tested. */
export function runSightings(document: Mapping, nodes: DbtNodes, catalog: Mapping | null): Sighting[] {
  const invocation = invocationOf(document);
  const results = resultsOf(document, writtenAt(document));
  const which = textOf(valueAt(document, ['args', 'which']));
  const isMade = (id: string): boolean => nodes.nodes.get(id)?.isSource === false;
  const made = which === '' || MAKING.has(which) ? results.filter(({ id }) => isMade(id)) : [];
  const tested = [...testsByNode(results, nodes)].flatMap(([dataset, tests]) => {
    const at = tests.reduce((latest, each) => (each.at > latest ? each.at : latest), '');
    return qualityOf(tests, rowsOf(catalog, dataset), { dataset, id: `${invocation} ${dataset}`, at });
  });
  return [...made.flatMap((each) => ofTable(each, invocation)), ...tested];
}

/** The tables of a run that its manifest does not know. */
export const strangers = (document: Mapping, { nodes }: DbtNodes): string[] =>
  resultsOf(document, writtenAt(document))
    .map(({ id }) => id)
    .filter((id) => /^(model|snapshot|seed|source)\./.test(id) && !nodes.has(id));

/** What `dbt source freshness` says: how new the newest row of a source is. */
export function sourceSightings(document: Mapping): Sighting[] {
  const invocation = invocationOf(document);
  return resultsOf(document, writtenAt(document)).flatMap(({ id: dataset, fields }): Sighting[] => {
    const dataAt = dbtInstantOf(fields['max_loaded_at']);
    const at = dbtInstantOf(fields['snapshotted_at']);
    if (dataAt === null || at === null) return [];
    const id = `${invocation} ${dataset} freshness`;
    return [{ dataset, at, id, objective: 'freshness', dataAt: dataAt < at ? dataAt : at }];
  });
}
