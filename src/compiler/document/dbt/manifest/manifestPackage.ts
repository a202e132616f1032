import type { SourceFile } from '../../../source.js';
import type { ManifestNode, ManifestParts } from './manifestNodes.js';
import { md5 } from './md5.js';
import { projectFiles } from '../folder/projectFile.js';
import { textOf } from '../project/values.js';

/** The nodes of the project itself; those of installed packages are not the product's. */
export function ownNodes(
  { metadata, nodes, sources, semanticModels, macros }: ManifestParts,
  files: readonly SourceFile[],
): Pick<ManifestParts, 'nodes' | 'sources' | 'semanticModels' | 'macros'> {
  const project = textOf(metadata['project_name']) ?? byHash(metadata['project_id'], nodes) ?? byFile(nodes, files);
  const isOwn = ({ fields }: ManifestNode): boolean => project === null || fields['package_name'] === project;
  return {
    nodes: nodes.filter(isOwn),
    sources: sources.filter(isOwn),
    semanticModels: semanticModels.filter(isOwn),
    macros: macros.filter(isOwn),
  };
}

const packagesOf = (nodes: readonly ManifestNode[]): string[] => [
  ...new Set(nodes.flatMap(({ fields }) => textOf(fields['package_name']) ?? [])),
];

/** Before v10 a manifest does not name its project, but has the MD5 of its name. */
const byHash = (hash: unknown, nodes: readonly ManifestNode[]): string | null =>
  packagesOf(nodes).find((name) => md5(name) === hash) ?? null;

function byFile(nodes: readonly ManifestNode[], files: readonly SourceFile[]): string | null {
  const names = projectFiles(files).map(({ name }) => name);
  return packagesOf(nodes).find((name) => names.includes(name)) ?? null;
}
