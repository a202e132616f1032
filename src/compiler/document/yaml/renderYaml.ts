import { Document } from 'yaml';

/** A document as readers of YAML 1.1 too understand it: `2022-10-03`, `NO` and a key `on` stay texts. */
export const yamlDocument = (value: unknown): Document =>
  new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });

/** A document that was made, or a value, as YAML; long lines stay one line. */
export const renderYaml = (value: unknown): string =>
  (value instanceof Document ? value : yamlDocument(value)).toString({ lineWidth: 0, flowCollectionPadding: false });
