import * as z from 'zod';
import { field, free, line, list, mapping, shaped, strict, text } from './shape/fields.js';

const residue = field(
  strict({
    kept: field(
      free(),
      'Values by their place, a JSON pointer in which an item of a list stands by its name.',
    ).optional(),
    written: field(
      mapping(z.string(), shaped(z.looseObject({ as: z.unknown(), for: z.unknown() }), 'a mapping of as and for')),
      'What the document writes otherwise than we do.',
    ).optional(),
    absent: field(free(), 'What we would write and the document leaves out.').optional(),
    order: field(mapping(z.string(), list(text())), 'The order of keys and items where it is another.').optional(),
  }),
  'What the document says beyond this one; `floe contracts export` puts it back.',
);

const contractShape = {
  apiVersion: field(text(), 'The version of the standard.', 'v3.1.0'),
  id: field(text(), 'Its id there, which never changes.', '53581432-6c55-4ba2-a65f-72344a91553a'),
  version: field(text(), 'The version of the contract: raise it with what the ports promise.', '1.1.0'),
  name: field(text(), 'Its name there.', 'orders').optional(),
  status: field(text(), 'Its status there, as long as it means what the ports say.', 'active').optional(),
  domain: field(text(), 'Its domain there.', 'sales').optional(),
  dataProduct: field(text(), 'Its data product there.', 'orders').optional(),
  purpose: field(text(), 'What the contract is for.').optional(),
  provider: field(text(), 'The output port, where the contract was written by a catalog of this kind.').optional(),
  consumer: field(text(), 'The product that consumes it, where it says one.').optional(),
  compatibility: field(text(), 'Its `schema_compatibility`, where it says one.', 'backward').optional(),
  notice: field(text(), 'Its `breaking_change_notification`, where it says one.', 'P7D').optional(),
};
export const odcsContractFields = strict(contractShape);

const odcs = strict({
  contract: field(odcsContractFields, 'What the contract says of itself as a whole.'),
  ports: field(
    list(
      strict({
        port: field(line(), 'The output port.', 'orders'),
        schema: field(
          text(),
          'The schema object that it was read from; absent where the contract has none, and the port stands for it all.',
          'Orders',
        ).optional(),
        table: field(text(), 'The table that it was given.', 'sales.gold.orders'),
        physicalName: field(text(), 'What stood for the table; absent where nothing did.', 'orders').optional(),
      }),
    ),
    'Which output port was read from which schema object.',
  ),
  names: field(mapping(z.string(), text()), 'Columns that bear another name in the contract, by ours.').optional(),
  slaNames: field(mapping(z.string(), text()), 'Promises that bear another name in the contract.').optional(),
  residue,
});

const port = {
  port: field(line(), 'The port here.', 'orders'),
  name: field(text(), 'Its name there.', 'Orders'),
  version: field(text(), 'Its version there.', '1.0.0').optional(),
  contractId: field(text(), 'The id of its contract.', 'fe5d2a4c-7d3a-4c1c-a0b1-b8f5ab8f19c0').optional(),
};

const odps = strict({
  product: field(
    strict({
      apiVersion: field(text(), 'The version of the standard.', 'v1.0.0'),
      id: field(text(), 'Its id there, which never changes.', 'fbe8d147-28db-4f1d-bedf-a3fe9f458427'),
      status: field(text(), 'Its status there, as long as it means what the product says.', 'active').optional(),
      name: field(text(), 'Its name there.', 'Customer Data Product').optional(),
      version: field(text(), 'Its version there.', 'v1.0.0').optional(),
      domain: field(text(), 'Its domain there.', 'seller').optional(),
    }),
    'What the product says of itself.',
  ),
  outputPorts: field(list(strict(port)), 'Which output port was read from which.'),
  inputPorts: field(list(strict(port)), 'Which input port was read from which.'),
  residue,
});

/** What documents of standards say beyond what a product holds (docs/standards.md). */
export const extensionsSchema = strict({
  odcs: field(list(odcs), 'Of each Open Data Contract Standard document that ports were read from.').optional(),
  odps: field(odps, 'Of the Open Data Product Standard document that the product was read from.').optional(),
});

export type Extensions = z.infer<typeof extensionsSchema>;
export type OdcsExtension = z.infer<typeof odcs>;
export type OdpsExtension = z.infer<typeof odps>;
