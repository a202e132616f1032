import { refused, type Importer } from '../../common/importer.js';
import { residueSize } from '../../residue/residue.js';
import { readOdcs } from './readOdcs.js';
import { portsOfContract } from './toPorts.js';

/** A document of the Open Data Contract Standard as output ports; what they do not hold stands under `extensions`. */
export const importOdcs: Importer = (file, namespace) => {
  const { document, diagnostics } = readOdcs(file);
  if (!document) return refused(diagnostics);
  const { ports, extension } = portsOfContract(document, namespace);
  const product = { output_ports: ports, extensions: { odcs: [extension] } };
  return { product, kept: residueSize(extension.residue), diagnostics };
};
