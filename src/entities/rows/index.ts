import { AnnouncedContractRow } from './AnnouncedContractRow.js';
import { AnnouncementRow } from './AnnouncementRow.js';
import { CompilationRow } from './CompilationRow.js';
import { ContractChangeRow } from './ContractChangeRow.js';
import { ContractRow } from './ContractRow.js';
import { ContractVersionRow } from './ContractVersionRow.js';
import { DomainRow } from './DomainRow.js';
import { EdgeRow } from './EdgeRow.js';
import { EventCounterRow } from './EventCounterRow.js';
import { EventRow } from './EventRow.js';
import { GrantRow } from './GrantRow.js';
import { InputPortRow } from './InputPortRow.js';
import { ManifestRow } from './ManifestRow.js';
import { ModelRow } from './ModelRow.js';
import { NamespaceRow } from './NamespaceRow.js';
import { ObservationRow } from './ObservationRow.js';
import { OutputPortRow } from './OutputPortRow.js';
import { ProductRow } from './ProductRow.js';
import { ProductVersionRow } from './ProductVersionRow.js';
import { SearchEntryRow } from './SearchEntryRow.js';
import { SlaBreachRow } from './SlaBreachRow.js';
import { SlaStatusRow } from './SlaStatusRow.js';
import { TableRow } from './TableRow.js';

/** Every table, for the data source. */
export const rows = [
  AnnouncedContractRow,
  AnnouncementRow,
  CompilationRow,
  ContractChangeRow,
  ContractRow,
  ContractVersionRow,
  DomainRow,
  EdgeRow,
  EventCounterRow,
  EventRow,
  GrantRow,
  InputPortRow,
  ManifestRow,
  ModelRow,
  NamespaceRow,
  ObservationRow,
  OutputPortRow,
  ProductRow,
  ProductVersionRow,
  SearchEntryRow,
  SlaBreachRow,
  SlaStatusRow,
  TableRow,
];
