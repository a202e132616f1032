import type { SourceFile } from '../../source.js';
import { readStandard, type Standard, type StandardReading } from '../common/standardDocument.js';
import { ODPS_EDITIONS } from './editions.js';
import { odpsConditions, odpsSchema } from './schema.js';

const ODPS: Standard = {
  kind: 'DataProduct',
  versions: /^v(0\.9\.0|1\.\d+\.\d+)$/,
  expectedVersion: 'v1.0.0 or v1.1.0',
  editions: ODPS_EDITIONS,
  schema: () => odpsSchema,
  conditions: odpsConditions,
};

/** Reads a document of the Open Data Product Standard, version 1. Never throws. */
export const readOdps = (file: SourceFile): StandardReading => readStandard(file, ODPS);
