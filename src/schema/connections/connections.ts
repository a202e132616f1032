import { ContractChange } from '../types/contracts/ContractChange.js';
import { DataContract } from '../types/contracts/DataContract.js';
import { DataContractVersion } from '../types/contracts/DataContractVersion.js';
import { DataProduct } from '../types/products/DataProduct.js';
import { DataProductVersion } from '../types/products/DataProductVersion.js';
import { Domain } from '../types/platform/Domain.js';
import { Model } from '../types/products/Model.js';
import { Observation } from '../types/contracts/Observation.js';
import { SearchHit } from '../types/graph/SearchHit.js';
import { ContractAtRisk } from '../types/contracts/ContractAtRisk.js';
import { SlaBreach } from '../types/contracts/SlaBreach.js';
import { Term } from '../types/platform/Term.js';
import { Table } from '../types/products/Table.js';
import { defineConnection } from './defineConnection.js';

export const DomainConnection = defineConnection({
  name: 'Domain',
  node: Domain,
  description: 'Domains, in the order of their registration.',
});
export const DataProductConnection = defineConnection({
  name: 'DataProduct',
  node: DataProduct,
  description: 'Data products; the field says in which order.',
});
export const DataProductVersionConnection = defineConnection({
  name: 'DataProductVersion',
  node: DataProductVersion,
  description: 'Versions of a product, the highest first.',
});
export const ModelConnection = defineConnection({
  name: 'Model',
  node: Model,
  description: 'Models of a product, by name.',
});
export const TableConnection = defineConnection({
  name: 'Table',
  node: Table,
  description: 'Tables of a namespace, by name.',
});
export const DataContractConnection = defineConnection({
  name: 'DataContract',
  node: DataContract,
  description: 'Contracts; the field says in which order.',
});
export const DataContractVersionConnection = defineConnection({
  name: 'DataContractVersion',
  node: DataContractVersion,
  description: 'Versions of a contract, the highest first.',
});
export const ContractChangeConnection = defineConnection({
  name: 'ContractChange',
  node: ContractChange,
  description: 'Entries of the change feed, the oldest first; the cursors are those of the feed.',
});
export const TermConnection = defineConnection({
  name: 'Term',
  node: Term,
  description: 'Terms of the glossaries, by name.',
});
export const SearchConnection = defineConnection({
  name: 'Search',
  node: SearchHit,
  description: 'What a search found, the best match first.',
});
export const SlaBreachConnection = defineConnection({
  name: 'SlaBreach',
  node: SlaBreach,
  description: 'Breaches, in the order in which they were opened.',
});
export const ObservationConnection = defineConnection({
  name: 'Observation',
  node: Observation,
  description: 'What monitoring saw of a port, the earliest first.',
});
export const ContractAtRiskConnection = defineConnection({
  name: 'ContractAtRisk',
  node: ContractAtRisk,
  description: 'Contracts that a breach upstream puts at risk, the soonest first.',
});
