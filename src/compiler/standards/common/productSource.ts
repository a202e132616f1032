import { extensionsSchema, type Extensions } from '../../document/extensions.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import type { SourceFile } from '../../source.js';
import { isMapping } from '../../values/json.js';

const MENTIONED = /\bextensions\b/;

/** What a published data-product.yaml keeps of the documents that it was read from. */
export function extensionsOf(source: SourceFile): Extensions {
  if (!MENTIONED.test(source.content)) return {};
  const value = parseYaml(source).document?.value;
  return (isMapping(value) && extensionsSchema.safeParse(value['extensions']).data) || {};
}
