import type { SourceFile } from '../../source.js';
import { listOf, mappingOf, textOf } from './project/values.js';
import type { Mapping } from '../../values/json.js';

/** A test that did not pass in the last run. */
export interface FailedRun {
  /** `test.shop.not_null_orders_id.1b2c3d` */
  readonly id: string;
  readonly failures: number | null;
}

/** What dbt's other artifacts tell of a project: `catalog.json`, `run_results.json`, `sources.json`. */
export interface Artifacts {
  /** The types of a model's columns by the model's name, all in lower case. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly failed: readonly FailedRun[];
  /** `source.table` of the sources that were stale. */
  readonly stale: ReadonlySet<string>;
}

const ARTIFACT = /(^|\/)target\/(catalog|run_results|sources)\.json$/;

/** The artifacts among the files of a project. One that is not what its name says, or no JSON, tells nothing. */
export function readArtifacts(files: readonly SourceFile[]): Artifacts {
  const found = files.filter(({ path }) => ARTIFACT.test(path)).map(({ content }) => parsed(content));
  const of = (artifact: string): Mapping =>
    found.find(({ metadata }) => statedBy(metadata).includes(`/dbt/${artifact}/`)) ?? {};
  return {
    types: typesOf(of('catalog')),
    failed: listOf(of('run-results')['results']).map(mappingOf).flatMap(failedRun),
    stale: new Set(listOf(of('sources')['results']).map(mappingOf).flatMap(staleSource)),
  };
}

const statedBy = (metadata: unknown): string => textOf(mappingOf(metadata)['dbt_schema_version']) ?? '';

function parsed(content: string): Mapping {
  try {
    return mappingOf(JSON.parse(content));
  } catch {
    return {};
  }
}

/** `model.shop.orders`: a versioned model has a table for each version, and no type is taken from it. */
function typesOf(catalog: Mapping): Artifacts['types'] {
  return new Map(
    Object.entries(mappingOf(catalog['nodes'])).flatMap(([id, node]): [string, Map<string, string>][] => {
      const [, , name, version] = id.split('.');
      if (name === undefined || version !== undefined) return [];
      const columns = Object.entries(mappingOf(mappingOf(node)['columns']));
      const types = columns.flatMap(([column, each]): [string, string][] => {
        const type = textOf(mappingOf(each)['type']);
        return type === null ? [] : [[column.toLowerCase(), type.toLowerCase()]];
      });
      return [[name, new Map(types)]];
    }),
  );
}

/** dbt writes `warn`, Fusion `Warn`. */
const statusOf = ({ status }: Mapping): string => (textOf(status) ?? '').toLowerCase();

function failedRun(run: Mapping): FailedRun[] {
  const { unique_id: id, failures } = run;
  const status = statusOf(run);
  if (typeof id !== 'string' || !id.startsWith('test.') || (status !== 'fail' && status !== 'error')) return [];
  return [{ id, failures: status === 'fail' && typeof failures === 'number' ? failures : null }];
}

function staleSource(result: Mapping): string[] {
  const { unique_id: id } = result;
  const status = statusOf(result);
  const [, , source, ...table] = (textOf(id) ?? '').split('.');
  return status === 'error' || status === 'warn' ? [`${source ?? ''}.${table.join('.')}`] : [];
}
