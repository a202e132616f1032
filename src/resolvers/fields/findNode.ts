import type { Context } from '../../context.js';
import type { GlobalId, NodeType } from '../../schema/globalId.js';
import type { Tagged } from '../../schema/types/common/Node.js';
import { keptInputPorts, keptModels, keptOutputPorts } from '../past/keptParts.js';
import { rowNumber } from './rowNumber.js';
import { mayRead } from './mayRead.js';
import { auditEventsById } from '../../entities/access/auditLog.js';
import { tokensById } from '../../entities/access/apiTokens.js';
import { webhooksById } from '../../entities/webhooks/webhooks.js';
import { isSeen, webhooksSeen } from './webhooksSeen.js';
import { accessRequestSeen } from './requestsOf.js';
import { contractAt, productAt } from './keptVersions.js';
import type { NodeSources } from '../sources/naturalKeys.js';
import type { ProductSource } from '../sources/sources.js';
import { tagged } from '../sources/tagged.js';

type Finder<T extends NodeType> = (key: string, context: Context) => Promise<NodeSources[T] | null>;

/** `sales.customer-360@3.2.0` -> the name and the kept version it is asked in, if any. */
function parts(key: string): { readonly name: string; readonly version: string | null } {
  const at = key.indexOf('@');
  return at < 0 ? { name: key, version: null } : { name: key.slice(0, at), version: key.slice(at + 1) };
}

async function product(key: string, context: Context): Promise<ProductSource | null> {
  const { name, version } = parts(key);
  const row = await context.loaders.productByFqn.load(name);
  return row && version !== null ? productAt(context, row, version) : row;
}

/** The product, in the version asked for, that a port or a model (`sales.customer-360#name`) belongs to. */
function ownerOf(fqn: string, version: string, context: Context): Promise<ProductSource | null> {
  const [base = ''] = fqn.split('#');
  return product(`${base.split('.').slice(0, 2).join('.')}@${version}`, context);
}

const finders: { readonly [T in NodeType]: Finder<T> } = {
  AccessRequest: (key, context) => accessRequestSeen(context, rowNumber(key)),
  Announcement: (key, { loaders }) => loaders.announcementById.load(rowNumber(key)),
  ApiToken: async (key, context) => {
    const [token = null] = await tokensById(context.db, [rowNumber(key)]);
    const { name } = context.principal;
    return mayRead(context, 'readAudit') || (name !== null && token?.createdBy === name) ? token : null;
  },
  AuditEvent: async (key, context) => {
    const [event = null] = mayRead(context, 'readAudit') ? await auditEventsById(context.db, [rowNumber(key)]) : [];
    return event;
  },
  Compilation: (key, { loaders }) => loaders.compilationById.load(rowNumber(key)),
  ContractChange: (key, { loaders }) => loaders.changeBySeq.load(rowNumber(key)),
  DataContract: async (key, context) => {
    const { name, version } = parts(key);
    const row = await context.loaders.contractByName.load(name);
    return row && version !== null ? contractAt(context, row, version) : row;
  },
  DataContractVersion: (key, { loaders }) => loaders.contractVersionById.load(rowNumber(key)),
  DataProduct: product,
  DataProductVersion: (key, { loaders }) => loaders.productVersionById.load(rowNumber(key)),
  Domain: (key, { loaders }) => loaders.domainByName.load(key),
  InputPort: async (key, context) => {
    const { name, version } = parts(key);
    if (version === null) return context.loaders.inputPortByFqn.load(name);
    const owner = await ownerOf(name, version, context);
    const ports = owner?.compiled ? keptInputPorts(owner) : [];
    return ports.find((port) => port.fqn === name) ?? (owner && context.loaders.inputPortByFqn.load(name));
  },
  LayerNamespace: (key, { loaders }) => loaders.namespaceByPath.load(key),
  Manifest: (key, { loaders }) => {
    const { name, version } = parts(key);
    return version === null ? loaders.highestManifest.load(name) : loaders.manifestByVersion.load({ name, version });
  },
  Model: async (key, context) => {
    const { name, version } = parts(key);
    if (version === null) return context.loaders.modelByFqn.load(name);
    const owner = await ownerOf(name, version, context);
    const models = owner?.compiled ? keptModels(owner) : [];
    return models.find((model) => model.fqn === name) ?? (owner && context.loaders.modelByFqn.load(name));
  },
  OutputPort: async (key, context) => {
    const { name, version } = parts(key);
    if (version === null) return context.loaders.outputPortByFqn.load(name);
    const owner = await ownerOf(name, version, context);
    const ports = owner?.compiled
      ? keptOutputPorts(owner, await context.loaders.everyOutputPortOfProduct.load(owner.id))
      : [];
    return ports.find((port) => port.fqn === name) ?? (owner && context.loaders.outputPortByFqn.load(name));
  },
  Run: (key, { loaders }) => loaders.runById.load(rowNumber(key)),
  SlaBreach: (key, { loaders }) => loaders.breachById.load(rowNumber(key)),
  Table: (key, { loaders }) => loaders.tableByPath.load(key),
  Term: (key, { loaders }) => loaders.termByName.load(key),
  Webhook: async (key, context) => {
    const [webhook = null] = await webhooksById(context.db, [rowNumber(key)]);
    return webhook && isSeen(webhooksSeen(context), webhook) ? webhook : null;
  },
};

/** The object a global id stands for, ready for a field whose type is Node; null where there is none. */
export async function findNode({ type, key }: GlobalId, context: Context): Promise<Tagged | null> {
  return tagged<object>(type, await finders[type](key, context));
}
