import { extensionsOf } from './common/productSource.js';
import type { ExportedPort, ExportFormat } from './exportedPort.js';
import { renderContractAs, type ExportedContract } from './renderContractAs.js';
import { renderPort, type Whole } from './renderPort.js';
import { renderOdps } from './renderProduct.js';
import type { SourceFile } from '../source.js';

/*
 * Documents that are given out, each of the whole document that it was read from: large ones take their time, so they are
 * asked for as compilations are.
 */

export interface PortDocument {
  readonly port: ExportedPort;
  readonly whole: Omit<Whole, 'extensions'>;
  /** data-product.yaml, which keeps what the port was read from. */
  readonly document: SourceFile;
  readonly format: ExportFormat;
}

/** An output port in a format. */
export const portDocument = ({ port, whole, document, format }: PortDocument): string =>
  renderPort(port, { ...whole, extensions: extensionsOf(document) }, format);

export interface ContractDocument {
  readonly contract: Omit<ExportedContract, 'extensions'>;
  /** The provider's data-product.yaml, where the contract does not know what it kept; else null. */
  readonly document: SourceFile | null;
  readonly format: ExportFormat;
}

/** A contract in a format. */
export const contractDocument = ({ contract, document, format }: ContractDocument): string =>
  renderContractAs({ ...contract, extensions: document && extensionsOf(document) }, format);

export interface ProductDocument {
  readonly fqn: string;
  /** data-product.yaml. */
  readonly document: SourceFile;
}

/** A product as a document of the Open Data Product Standard. */
export const productDocument = ({ fqn, document }: ProductDocument): string => renderOdps(fqn, document);
