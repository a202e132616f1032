import type { Reader } from '../../entities/database.js';
import {
  aliasesNamed,
  modelTables,
  portsByLeaf,
  tablePortsById,
  type TablePort,
} from '../../entities/datasets/reads.js';
import { plainDataset, tableParts } from '../../ingest/datasets/datasetNames.js';
import { byLeaf, matchTables, type TablesByLeaf } from '../../ingest/datasets/matchTables.js';
import type { DatasetName, ToldDataset } from '../../ingest/told.js';

/** What a dataset stands for: output ports, or a table of the catalog that is none. */
export interface Standing {
  readonly ports: readonly TablePort[];
  readonly isKnown: boolean;
}

const identity = ({ namespace, name }: DatasetName): string => JSON.stringify([namespace, name]);

/** What is known of tables and aliases, read for all datasets at once. */
interface Known {
  readonly aliased: ReadonlyMap<string, TablePort>;
  readonly ports: TablesByLeaf<TablePort>;
  readonly models: TablesByLeaf<{ readonly table: string }>;
}

async function aliasedPorts(db: Reader, names: readonly DatasetName[]): Promise<ReadonlyMap<string, TablePort>> {
  const aliases = await aliasesNamed(db, [...new Set(names.map(({ name }) => name))]);
  const ports = new Map(
    (await tablePortsById(db, [...new Set(aliases.map(({ portId }) => portId))])).map((each) => [each.id, each]),
  );
  return new Map(
    aliases.flatMap((alias): [string, TablePort][] => {
      const port = ports.get(alias.portId);
      return port ? [[identity(alias), port]] : [];
    }),
  );
}

const namesOf = (dataset: ToldDataset): readonly DatasetName[] => [dataset, ...dataset.also];

function standingOf(dataset: ToldDataset, { aliased, ports, models }: Known): Standing {
  const names = namesOf(dataset);
  const stated = names.flatMap((name) => aliased.get(identity(plainDataset(name))) ?? []);
  if (stated[0]) return { ports: [stated[0]], isKnown: true };
  const parts = names.map(tableParts);
  const found = parts.map((each) => matchTables(each, ports)).find((each) => each.length > 0);
  const isKnown = found !== undefined || parts.some((each) => matchTables(each, models).length > 0);
  return { ports: found ?? [], isKnown };
}

/**
 * What datasets stand for, by their keys: by an alias, else by the table that one of their names means. Four statements,
 * however many they are.
 */
export async function datasetPorts(
  db: Reader,
  datasets: readonly ToldDataset[],
): Promise<ReadonlyMap<string, Standing>> {
  const unique = [...new Map(datasets.map((each) => [each.key, each])).values()];
  const names = unique.flatMap(namesOf);
  const leaves = [...new Set(names.flatMap((name) => tableParts(name).at(-1) ?? []))];
  const known = {
    aliased: await aliasedPorts(db, names.map(plainDataset)),
    ports: byLeaf(await portsByLeaf(db, leaves)),
    models: byLeaf(await modelTables(db, leaves)),
  };
  return new Map(unique.map((each) => [each.key, standingOf(each, known)]));
}
