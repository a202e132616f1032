import { stringify } from 'yaml';

/** A document as YAML that readers of YAML 1.1 understand alike: `2022-10-03` and `no` stay texts. */
export const renderYaml = (document: unknown): string =>
  stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
