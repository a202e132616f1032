import { CatalogEvent } from '../types/contracts/CatalogEvent.js';
import { defineConnection } from './defineConnection.js';

export const CatalogEventConnection = defineConnection({
  name: 'CatalogEvent',
  node: CatalogEvent,
  description: 'Events of the catalog, in the order of commits.',
});
