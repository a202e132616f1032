import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { instantOf } from '../instants.js';
import { Unreadable, type DatasetName, type SeenEdge, type Sighting, type Told, type ToldDataset } from '../told.js';
import { columnSources } from './columnLineage.js';
import { datasetQuality } from './datasetQuality.js';
import { mappingOf, objectsAt, textAt } from './reading.js';

const keyOf = ({ namespace, name }: DatasetName): string => `${namespace} ${name}`;

/** The names that the symlinks facet gives a dataset besides. */
function symlinksOf(dataset: Mapping): DatasetName[] {
  const { identifiers } = mappingOf(mappingOf(dataset['facets'])['symlinks']);
  return (Array.isArray(identifiers) ? identifiers : []).flatMap((each) => {
    const { namespace, name, type } = mappingOf(each);
    const isTable = type === 'TABLE';
    return typeof namespace === 'string' && typeof name === 'string' && name !== ''
      ? [{ namespace, name, isTable }]
      : [];
  });
}

interface ReadDataset {
  readonly told: ToldDataset;
  readonly stated: Mapping;
}

function datasetOf(stated: Mapping, place: string): ReadDataset {
  const name = { namespace: textAt(stated, 'namespace', place), name: textAt(stated, 'name', place) };
  return { told: { ...name, key: keyOf(name), also: symlinksOf(stated) }, stated };
}

const datasetsAt = (event: Mapping, key: 'inputs' | 'outputs'): ReadDataset[] =>
  objectsAt(event, key).map((each, index) => datasetOf(each, `${key}.${index}`));

function columnEdges({ told: { key: to }, stated }: ReadDataset): SeenEdge[] {
  return columnSources(mappingOf(stated['facets'])['columnLineage']).map(({ from, to: column, how, ...source }) => ({
    from: keyOf(source),
    to,
    columns: { from, to: column, how },
  }));
}

/** Every output is made of every input; where columns come from is said of each by itself. */
function edgesOf(inputs: readonly ReadDataset[], outputs: readonly ReadDataset[]): SeenEdge[] {
  const whole = outputs.flatMap(({ told: to }) => inputs.map(({ told: from }) => ({ from: from.key, to: to.key })));
  return [...whole, ...outputs.flatMap(columnEdges)].filter(({ from, to }) => from !== to);
}

/** The datasets that columns come from and that are not among the inputs. */
function sourcesBeside(outputs: readonly ReadDataset[], known: ReadonlySet<string>): ToldDataset[] {
  const sources = outputs.flatMap(({ stated }) => columnSources(mappingOf(stated['facets'])['columnLineage']));
  const beside = sources.map(({ namespace, name }) => ({ namespace, name, key: keyOf({ namespace, name }), also: [] }));
  return [...new Map(beside.filter(({ key }) => !known.has(key)).map((each) => [each.key, each])).values()];
}

/** When the data of an output was brought up to date, where its run says it; else when the run ended. */
function dataAtOf({ stated }: ReadDataset, at: string): string {
  const facets = mappingOf(stated['facets']);
  const updated = instantOf(mappingOf(facets['dataQualityMetrics'])['lastUpdated']);
  return updated !== null && updated <= at ? updated : at;
}

const ENDS: Readonly<Record<string, boolean>> = { COMPLETE: true, FAIL: false, ABORT: false };

/** What the end of a run says of its outputs: whether they were made, and how new their data is. */
function endingOf(outputs: readonly ReadDataset[], run: string, type: string, at: string): Sighting[] {
  const up = ENDS[type];
  if (up === undefined) return [];
  return outputs.flatMap((output): Sighting[] => {
    const { key: dataset } = output.told;
    const of = { dataset, at };
    const id = `${run} ${dataset}`;
    const seen: Sighting = { ...of, id: `${id} availability`, objective: 'availability', up };
    if (!up) return [seen];
    const dataAt = dataAtOf(output, at);
    return [seen, { ...of, id: `${id} freshness`, objective: 'freshness', dataAt }];
  });
}

const uniqueDatasets = (datasets: readonly ToldDataset[]): ToldDataset[] => [
  ...new Map(datasets.map((each) => [each.key, each])).values(),
];

function timeOf(event: Mapping): string {
  const { eventTime } = event;
  const at = instantOf(eventTime);
  if (at === null)
    throw new Unreadable(
      `eventTime must be an instant with its time zone, such as 2026-01-15T12:00:00Z, not ${JSON.stringify(eventTime) ?? 'absent'}.`,
      'eventTime',
    );
  return at;
}

function jobOf(event: Mapping): string {
  const job = mappingOf(event['job']);
  return `${textAt(job, 'namespace', 'job')} ${textAt(job, 'name', 'job')}`;
}

/** A dataset without a run: what its facets say. */
function ofDataset(event: Mapping, at: string): Told {
  const dataset = datasetOf(mappingOf(event['dataset']), 'dataset');
  const { key } = dataset.told;
  const sightings = datasetQuality(dataset.stated, { dataset: key, id: `dataset ${key} ${at}`, at });
  const beside = sourcesBeside([dataset], new Set([key]));
  return { at, datasets: [dataset.told, ...beside], sightings, edges: edgesOf([], [dataset]) };
}

const TYPES = new Set(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER']);

/** Older producers leave it out of events that add to a run. Throws Unreadable for a type that no version knows. */
function typeOf({ eventType }: Mapping): string {
  const type = typeof eventType === 'string' ? eventType.toUpperCase() : (eventType ?? 'OTHER');
  if (typeof type === 'string' && TYPES.has(type)) return type;
  const message = `eventType must be one of ${[...TYPES].join(', ')}, not ${JSON.stringify(eventType)}.`;
  throw new Unreadable(message, 'eventType');
}

/**
 * What one event of OpenLineage tells (2-0-2 and older: of a run, of a job, of a dataset). Facets that nobody here knows
 * are left alone. Throws Unreadable where it is no event: no time, no zone, neither run nor job nor dataset, a dataset
 * without a name.
 */
export function readEvent(event: unknown): Told {
  if (!isMapping(event)) throw new Unreadable('An event must be a JSON object.');
  const at = timeOf(event);
  if (isMapping(event['dataset']) && event['run'] === undefined) return ofDataset(event, at);
  jobOf(event);
  const inputs = datasetsAt(event, 'inputs');
  const outputs = datasetsAt(event, 'outputs');
  const listed = uniqueDatasets([...inputs, ...outputs].map(({ told }) => told));
  const datasets = [...listed, ...sourcesBeside(outputs, new Set(listed.map(({ key }) => key)))];
  if (event['run'] === undefined) return { at, datasets, sightings: [], edges: edgesOf(inputs, outputs) };
  const run = textAt(mappingOf(event['run']), 'runId', 'run');
  const type = typeOf(event);
  const quality = [...inputs, ...outputs].flatMap(({ told: { key }, stated }) =>
    datasetQuality(stated, { dataset: key, id: `${run} ${key}`, at }),
  );
  const failed = ENDS[type] === false;
  return {
    at,
    datasets,
    sightings: [...endingOf(outputs, run, type, at), ...quality],
    edges: failed ? [] : edgesOf(inputs, outputs),
  };
}
