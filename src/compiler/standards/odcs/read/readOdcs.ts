import type { SourceFile } from '../../../source.js';
import { readStandard, type Standard, type StandardReading } from '../../common/standardDocument.js';
import { odcsConditions } from '../conditions.js';
import { ODCS_EDITIONS } from '../editions.js';
import { newerForms } from '../newerForms.js';
import { odcsSchema } from '../schema.js';

const ODCS: Standard = {
  kind: 'DataContract',
  versions: /^v3\.\d+\.\d+$/,
  expectedVersion: 'v3.0.0 to v3.2.0',
  editions: ODCS_EDITIONS,
  schema: odcsSchema,
  newer: newerForms,
  conditions: odcsConditions,
};

/** Reads a document of the Open Data Contract Standard, version 3. Never throws. */
export const readOdcs = (file: SourceFile): StandardReading => readStandard(file, ODCS);
