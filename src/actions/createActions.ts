import type { Actions } from './actions.js';
import { acknowledgeChange } from './acknowledgeChange.js';
import { analyzeMigration } from './analyzeMigration.js';
import { announceProduct } from './announceProduct.js';
import { catalogDrift } from './catalogDrift.js';
import { compileHere } from './compiling/compileHere.js';
import { compileContext, compileProduct } from './compileProduct.js';
import { compileManifest, manifestContext, publishManifest } from './publishManifest.js';
import { publishProduct } from './publishProduct.js';
import { requestAccess } from './access/requestAccess.js';
import { decideAccess } from './access/decideAccess.js';
import { acknowledgeBreach } from './sla/acknowledgeBreach.js';
import { scheduleMaintenance } from './sla/scheduleMaintenance.js';
import { addDatasetAlias } from './ingest/addDatasetAlias.js';
import { ingestAlerts } from './ingest/ingestAlerts.js';
import { ingestDbt } from './ingest/ingestDbt.js';
import { ingestLineage } from './ingest/ingestLineage.js';
import { recordRun } from './runs/recordRun.js';
import { createToken } from './createToken.js';
import { revokeToken } from './revokeToken.js';
import { createWebhook } from './webhooks/createWebhook.js';
import { deleteWebhook } from './webhooks/deleteWebhook.js';
import { redeliver } from './webhooks/redeliver.js';
import { follow } from './following/follow.js';
import { unfollow } from './following/unfollow.js';
import { updateWebhook } from './webhooks/updateWebhook.js';
import { diffVersions } from './diffVersions.js';
import { previewChange } from './previewChange.js';
import { publishMany } from './publishMany.js';
import { publishTogether } from './publishTogether.js';
import { recordObservations } from './recordObservations.js';
import { retireProduct } from './retireProduct.js';
import type { Toolkit } from './kit/toolkit.js';
import { withProgress } from './compiling/withProgress.js';
import { withdrawAnnouncement } from './withdrawAnnouncement.js';

/** The verbs, bound to a store, a clock, an actor and a registry. */
export function createActions(kit: Toolkit): Actions {
  return {
    publishManifest: (request) => withProgress(kit, request, (each) => publishManifest(each, request)),
    compileManifest: (request) => withProgress(kit, request, (each) => compileManifest(each, request)),
    compileProduct: (request) => withProgress(kit, request, (each) => compileProduct(each, request)),
    manifestContext: (request) => manifestContext(kit, request),
    compileContext: (request) => compileContext(kit, request),
    accessPlace: async (request) => (await (kit.compiling ?? compileHere)('accessPlace', request)).result,
    previewChange: (request) => previewChange(kit, request),
    diffVersions: (request) => diffVersions(kit.db, request),
    catalogDrift: (request) => catalogDrift(kit, request),
    analyzeMigration: (request) => analyzeMigration(kit, request),
    publishProduct: (request) => withProgress(kit, request, (each) => publishProduct(each, request)),
    publishTogether: (request) => publishTogether(kit, request),
    publishMany: (request) => publishMany(kit, request),
    announceProduct: (request) => withProgress(kit, request, (each) => announceProduct(each, request)),
    withdrawAnnouncement: (request) => withdrawAnnouncement(kit, request),
    acknowledgeChange: (request) => acknowledgeChange(kit, request),
    retireProduct: (request) => retireProduct(kit, request),
    recordObservations: (request) => recordObservations(kit, request),
    acknowledgeBreach: (request) => acknowledgeBreach(kit, request),
    scheduleMaintenance: (request) => scheduleMaintenance(kit, request),
    recordRun: (request) => recordRun(kit, request),
    ingestDbt: (request) => ingestDbt(kit, request),
    ingestLineage: (request) => ingestLineage(kit, request),
    ingestAlerts: (request) => ingestAlerts(kit, request),
    addDatasetAlias: (request) => addDatasetAlias(kit, request),
    requestAccess: (request) => requestAccess(kit, request),
    decideAccess: (request) => decideAccess(kit, request),
    createToken: (request) => createToken(kit, request),
    revokeToken: (request) => revokeToken(kit, request),
    createWebhook: (request) => createWebhook(kit, request),
    updateWebhook: (request) => updateWebhook(kit, request),
    deleteWebhook: (request) => deleteWebhook(kit, request),
    redeliver: (request) => redeliver(kit, request),
    follow: (request) => follow(kit, request),
    unfollow: (request) => unfollow(kit, request),
  };
}
