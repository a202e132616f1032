import { refused, type Importer } from '../common/importer.js';
import { residueSize } from '../residue/residue.js';
import { readOdps } from './readOdps.js';
import { productOfOdps } from './toProduct.js';

/** A document of the Open Data Product Standard as a product; what it does not hold stands under `extensions`. */
export const importOdps: Importer = (file, namespace) => {
  const { document, diagnostics } = readOdps(file);
  if (!document) return refused(diagnostics);
  const { product, extension } = productOfOdps(document, namespace);
  return {
    product: { ...product, extensions: { odps: extension } },
    kept: residueSize(extension.residue),
    diagnostics,
  };
};
