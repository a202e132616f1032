import type { Tool } from '../answer/tool.js';
import { changesSince } from './changesSince.js';
import { compile } from './compile.js';
import { contract } from './contract.js';
import { contractHistory } from './contractHistory.js';
import { impact } from './impact.js';
import { lineage } from './lineage.js';
import { port } from './port.js';
import { product } from './product.js';
import { search } from './search.js';
import { sla } from './sla.js';

/** The tools that change nothing in the mesh: ten, for every one more makes an agent choose worse. */
export const TOOLS: readonly Tool[] = [
  search,
  product,
  port,
  lineage,
  impact,
  contract,
  contractHistory,
  compile,
  sla,
  changesSince,
];
