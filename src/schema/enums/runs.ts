import { defineEnum } from './defineEnum.js';

export const RunStatus = defineEnum('RunStatus', 'How a run of a product, or a step of it, stands.', {
  QUEUED: ['queued', 'It waits.'],
  RUNNING: ['running', 'It is under way.'],
  SUCCEEDED: ['succeeded', 'It ended, and did all it was to do.'],
  FAILED: ['failed', 'It ended, and did not; `message` says why, where that was told.'],
  CANCELLED: ['cancelled', 'Somebody ended it.'],
});
