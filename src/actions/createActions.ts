import type { Actions } from './actions.js';
import { acknowledgeChange } from './acknowledgeChange.js';
import { analyzeMigration } from './analyzeMigration.js';
import { announceProduct } from './announceProduct.js';
import { compileContext, compileProduct } from './compileProduct.js';
import { compileManifest, publishManifest } from './publishManifest.js';
import { publishProduct } from './publishProduct.js';
import { previewChange } from './previewChange.js';
import { publishTogether } from './publishTogether.js';
import { recordObservations } from './recordObservations.js';
import { retireProduct } from './retireProduct.js';
import type { Toolkit } from './toolkit.js';
import { withdrawAnnouncement } from './withdrawAnnouncement.js';

/** The verbs, bound to a store, a clock, an actor and a registry. */
export function createActions(kit: Toolkit): Actions {
  return {
    publishManifest: (request) => publishManifest(kit, request),
    compileManifest: (request) => compileManifest(kit, request),
    compileProduct: (request) => compileProduct(kit, request),
    compileContext: (request) => compileContext(kit, request),
    previewChange: (request) => previewChange(kit, request),
    analyzeMigration: (request) => analyzeMigration(kit, request),
    publishProduct: (request) => publishProduct(kit, request),
    publishTogether: (request) => publishTogether(kit, request),
    announceProduct: (request) => announceProduct(kit, request),
    withdrawAnnouncement: (request) => withdrawAnnouncement(kit, request),
    acknowledgeChange: (request) => acknowledgeChange(kit, request),
    retireProduct: (request) => retireProduct(kit, request),
    recordObservations: (request) => recordObservations(kit, request),
  };
}
