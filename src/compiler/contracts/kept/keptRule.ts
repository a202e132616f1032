import type { ChangeRule } from '../../changes/index.js';
import { itemName } from './keptTree.js';

/** What is said about the data beside what is promised of it (row `doc_changed`; the fields of the standard). */
const SAID_ABOUT = new Set([
  ...['description', 'name', 'businessName', 'tags', 'synonyms', 'examples', 'authoritativeDefinitions', 'context'],
  ...['team', 'support', 'price', 'contractCreatedTs', 'id', 'driver', 'label', 'businessImpact', 'severity'],
  ...['dimension', 'transformLogic', 'transformSourceObjects', 'transformDescription', 'firstLevelApprovers'],
  ...['secondLevelApprovers', 'environment', 'semanticType', 'sbom', 'managementPorts', 'productCreatedTs'],
]);

/** What a product says of itself as a document: which one it is, and of which version of the standard. */
const OF_PRODUCT = new Set(['apiVersion', 'version', 'status', 'domain']);

function isOfProduct([first, ...rest]: readonly string[]): boolean {
  const [field = '', ...more] = rest[0] === 'port' ? rest.slice(1) : rest;
  return first === 'product' && more.length === 0 && OF_PRODUCT.has(field);
}

const OF_SERVER = new Set([...SAID_ABOUT, 'roles', 'customProperties']);

/**
 * Which row a change at these steps is: where the data lies is row `physical_location`, how a column is encrypted
 * `masking_changed`, what describes it `doc_changed`; what no row knows is `promise_changed`.
 */
export function ruleOfKept(steps: readonly string[], before: unknown, after: unknown): ChangeRule {
  const fields = steps.filter((step) => itemName(step) === null);
  const custom = fields.indexOf('customProperties');
  const own = custom < 0 ? fields : fields.slice(0, custom);
  if (isOfProduct(fields)) return 'doc_changed';
  if (own.some((step) => SAID_ABOUT.has(step))) return 'doc_changed';
  if (custom >= 0) return 'promise_changed';
  if (fields[0] === 'servers') return serverRule(fields, before, after);
  if (fields.at(-1) === 'encryptedName') return 'masking_changed';
  return 'promise_changed';
}

/** A further server harms nobody; one that went or lies elsewhere is read no more. */
function serverRule(fields: readonly string[], before: unknown, after: unknown): ChangeRule {
  if (fields.some((field) => OF_SERVER.has(field))) return 'promise_changed';
  const isNew = before === undefined && fields.length === 1;
  return isNew || after === before ? 'promise_changed' : 'physical_location';
}
