import { defineEnum } from './defineEnum.js';

export const CompilationStatus = defineEnum('CompilationStatus', 'How a compilation ended.', {
  SUCCEEDED: ['succeeded', 'No diagnostic of severity ERROR.'],
  FAILED: ['failed', 'At least one diagnostic of severity ERROR.'],
});

export const StageStatus = defineEnum('StageStatus', 'How a stage ended.', {
  PASSED: ['passed', 'No error in it.'],
  FAILED: ['failed', 'At least one error in it.'],
  SKIPPED: ['skipped', 'Not run, for an earlier stage blocks: only loading and inheritance do.'],
});

export const DiagnosticSeverity = defineEnum('DiagnosticSeverity', 'How much a finding weighs.', {
  ERROR: ['error', 'Fails the compilation.'],
  WARNING: ['warning', 'Should be mended; fails nothing.'],
  INFO: ['info', 'Worth knowing.'],
});
