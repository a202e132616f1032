/** Every type that implements Node. */
export const NODE_TYPES = [
  'AccessRequest',
  'Announcement',
  'ApiToken',
  'AuditEvent',
  'Compilation',
  'ContractChange',
  'DataContract',
  'DataContractVersion',
  'DataProduct',
  'DataProductVersion',
  'Domain',
  'InputPort',
  'LayerNamespace',
  'Manifest',
  'Model',
  'OutputPort',
  'Run',
  'SlaBreach',
  'Table',
  'Term',
  'Webhook',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** A type and its natural key: an fqn, a name, a path; with `@version` where the object is a kept, older version. */
export interface GlobalId {
  readonly type: NodeType;
  readonly key: string;
}

const isNodeType = (text: string): text is NodeType => (NODE_TYPES as readonly string[]).includes(text);

/** `DataProduct`, `sales.customer-360` -> the opaque global id. */
export function encodeGlobalId(type: NodeType, key: string | number): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

/** The type and key of a global id; null where it is none (whatever text it may be). */
export function decodeGlobalId(id: string): GlobalId | null {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(0, colon));
  return isNodeType(type) ? { type, key: text.slice(colon + 1) } : null;
}
