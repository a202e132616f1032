import { DatasetAlias, UnmatchedDataset } from '../types/contracts/Dataset.js';
import { defineConnection } from './defineConnection.js';

export const UnmatchedDatasetConnection = defineConnection({
  name: 'UnmatchedDataset',
  node: UnmatchedDataset,
  description: 'Datasets that stand for nothing, the one that was seen last first.',
});
export const DatasetAliasConnection = defineConnection({
  name: 'DatasetAlias',
  node: DatasetAlias,
  description: 'Aliases of datasets, in the order in which they were stated.',
});
