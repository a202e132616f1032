import { Run } from '../types/products/Run.js';
import { defineConnection } from './defineConnection.js';

export const RunConnection = defineConnection({
  name: 'Run',
  node: Run,
  description: 'Runs, the one that was told of last first.',
});
