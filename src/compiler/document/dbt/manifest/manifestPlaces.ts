import type { SourceFile, SourceLocation } from '../../../source.js';
import { readFolder } from '../folder/folderProject.js';
import { isModelCode, isSchemaYaml } from '../folder/folders.js';
import type { DbtColumn, DbtModel, DbtProject, DbtSourceTable } from '../project/project.js';
import { projectFiles } from '../folder/projectFile.js';
import { textOf } from '../project/values.js';
import type { Mapping } from '../../../values/json.js';

type Node = DbtModel | DbtSourceTable;
type Look = (node: Node) => SourceLocation | undefined;

/** Where the things of a manifest stand in the files it was made from. */
export interface ManifestPlaces {
  /** The file of a node, relative to the product; what the manifest says where there are no files. */
  fileOf(fields: Mapping): string;
  /** The places of the node of that id in the folder's own reading; `start` where it has none. */
  node(id: string, start: SourceLocation): NodePlaces;
}

type At = (look: Look) => SourceLocation;

/** Where a node and its columns stand. Who asks for the place of a value is rare: nothing is made ready for it. */
export class NodePlaces {
  readonly location: SourceLocation;

  /** `at` is null where all there is to tell is where the node's file begins. */
  constructor(
    private readonly start: SourceLocation,
    private readonly at: At | null,
  ) {
    this.location = at ? at(({ location }) => location) : start;
  }

  column(name: string): SourceLocation {
    return this.at ? this.at((node) => columnOf(node, name)?.location) : this.start;
  }

  /** Of what `meta.floe` says of the node. */
  meta(key: string): SourceLocation {
    return this.at ? this.at((node) => node.floe.locate(key)) : this.start;
  }

  metaOfColumn(name: string, key: string): SourceLocation {
    return this.at ? this.at((node) => columnOf(node, name)?.floe.locate(key)) : this.start;
  }
}

const columnOf = (node: Node, name: string): DbtColumn | undefined =>
  node.columns.find((column) => column.name === name);

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
    node: (id, start) => {
      if (!atHand) return new NodePlaces(start, null);
      return new NodePlaces(
        start,
        (look) =>
          new LookedUp(() => {
            nodes ??= byId(readFolder(files, []).project);
            const node = nodes.get(id);
            return (node && look(node)) ?? start;
          }),
      );
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
