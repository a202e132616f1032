import type { SourceFile, SourceLocation } from '../../../source.js';
import { readFolder } from '../folder/folderProject.js';
import { isModelCode, isSchemaYaml } from '../folder/folders.js';
import type { DbtModel, DbtProject, DbtSourceTable } from '../project/project.js';
import { projectFiles } from '../folder/projectFile.js';
import { textOf } from '../project/values.js';
import type { Mapping } from '../../../values/json.js';

type Node = DbtModel | DbtSourceTable;
type Look = (node: Node) => SourceLocation | undefined;

/** Where the things of a manifest stand in the files it was made from. */
export interface ManifestPlaces {
  /** The file of a node, relative to the product; what the manifest says where there are no files. */
  fileOf(fields: Mapping): string;
  /** Where `look` finds it in the folder's own reading of that node; `start` without one. */
  at(id: string, start: SourceLocation, look: Look): SourceLocation;
}

const NOWHERE = 'target/manifest.json';

/** A place that is looked up in the folder when somebody asks: most never are. */
class LookedUp implements SourceLocation {
  private found: SourceLocation | null = null;
  constructor(private readonly look: () => SourceLocation) {}
  get file(): string {
    return (this.found ??= this.look()).file;
  }
  get line(): number {
    return (this.found ??= this.look()).line;
  }
  get column(): number {
    return (this.found ??= this.look()).column;
  }
}

/** The places of a manifest's nodes as the folder has them, where its files are at hand. */
export function manifestPlaces(metadata: Mapping, files: readonly SourceFile[]): ManifestPlaces {
  const root = rootOf(metadata, files);
  const atHand = files.some((file) => isSchemaYaml(file, null) || isModelCode(file, null));
  let nodes: ReadonlyMap<string, Node> | null = null;
  return {
    fileOf: (fields) => `${root}${(textOf(fields['original_file_path']) ?? NOWHERE).replaceAll('\\', '/')}`,
    at: (id, start, look) => {
      if (!atHand) return start;
      return new LookedUp(() => {
        nodes ??= byId(readFolder(files, []).project);
        const node = nodes.get(id);
        return (node && look(node)) ?? start;
      });
    },
  };
}

const byId = ({ models, snapshots, sources }: DbtProject): ReadonlyMap<string, Node> =>
  new Map<string, Node>([
    ...[...models, ...snapshots].map((node): [string, Node] => [`${node.kind}.${node.name}`, node]),
    ...sources.map((node): [string, Node] => [`source.${node.source}.${node.table}`, node]),
  ]);

/** The folder of the product in which the manifest's project lies. */
function rootOf(metadata: Mapping, files: readonly SourceFile[]): string {
  const projects = projectFiles(files);
  const named = projects.find(({ name }) => name === metadata['project_name']);
  return (named ?? (projects.length === 1 ? projects[0] : undefined))?.root ?? '';
}
