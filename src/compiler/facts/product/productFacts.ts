import type { Evolution } from '../../contracts/evolution.js';
import type { Decoded } from '../../document/decode.js';
import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { DataProduct } from '../../document/product.js';
import { inputPortsOf, readableInputs } from '../../document/readableInputs.js';
import { productReferences } from '../../document/references.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { MeshFacts, ProductCompileInput } from '../../input.js';
import type { SourceFile } from '../../source.js';
import { classificationFlow, type Inflow } from '../classification/classificationFlow.js';
import {
  classifiedColumns,
  governedColumns,
  type ClassifiedColumn,
  type GovernedColumn,
} from '../classification/classifiedColumns.js';
import { evolutionFacts } from './evolutionFacts.js';
import { handlingProblems, type HandlingProblem } from '../classification/handlingProblems.js';
import { inputFacts, type InputPortFacts } from '../lineage/inputFacts.js';
import { withUsage } from '../lineage/inputUsage.js';
import { modelFacts, type ModelFacts } from '../models/modelFacts.js';
import { portFacts, type OutputPortFacts } from '../subjects/portFacts.js';
import { productLineage, type ProductLineage } from '../lineage/productLineage.js';
import { scdFacts, type ScdFacts } from '../history/scdFacts.js';
import { scheduleFacts, type ScheduleFacts } from '../schedule/scheduleFacts.js';
import { unfollowedSql, type UnfollowedSql } from '../classification/unfollowedSql.js';
import { isSqlAsked } from '../lineage/askedSql.js';
import { columnFlows, type ColumnFlows } from '../lineage/columnLineage.js';
import { vaultFacts, type VaultFacts } from '../vault/vaultFacts.js';

/** All that the rules look at; derived once from the documents, changed by none. */
export interface ProductFacts {
  readonly platform: EffectivePlatform;
  readonly mesh: MeshFacts;
  readonly files: readonly SourceFile[];
  /** Where it is compiled for (decision 20). */
  readonly environment: string;
  /**
   * null where the product's own document has errors: then there are no output ports, but models all the same, and the
   * input ports that have none.
   */
  readonly document: Decoded<DataProduct> | null;
  /** `sales.customer-360` */
  readonly fqn: string;
  readonly project: DbtProject;
  readonly models: readonly ModelFacts[];
  /** The models that are slowly changing dimensions. */
  readonly dimensions: readonly ScdFacts[];
  /** The models that are hubs, links or satellites. */
  readonly vault: readonly VaultFacts[];
  readonly outputs: readonly OutputPortFacts[];
  readonly inputs: readonly InputPortFacts[];
  readonly columns: readonly ClassifiedColumn[];
  /** What columns say of how they are governed, and nobody can read. */
  readonly unreadable: readonly HandlingProblem[];
  /** Where classified values end up in columns that do not say so. */
  readonly flow: readonly Inflow[];
  /** How columns flow through the models; null where nobody asks for that of so many. */
  readonly columnFlows: ColumnFlows | null;
  /** The models whose SQL could not be followed. */
  readonly unfollowed: readonly UnfollowedSql[];
  /** How data flows from the input ports through the models to the output ports. */
  readonly lineage: ProductLineage;
  readonly schedule: ScheduleFacts | null;
  /** What it means to those who rely on the version that stands; null where none stands. */
  readonly evolution: Evolution | null;
}

const NONE: ReadonlySet<DbtModel> = new Set();

/** Derives the facts of a product from what was read. */
export function productFacts(
  input: ProductCompileInput,
  platform: EffectivePlatform,
  document: Decoded<DataProduct> | null,
  project: DbtProject,
): ProductFacts {
  const name = document ? document.value.metadata.name : productReferences(input.product).name;
  const fqn = `${platform.domain.name}.${name ?? ''}`;
  const outputs = document ? portFacts(document, fqn, input.files, platform.carried) : [];
  const models = modelFacts(project, platform, outputs);
  const configured = platform.contractPolicy.unpublishedProvider !== null;
  const read = document ? inputPortsOf(document) : readableInputs(input.product);
  const ports = inputFacts(read, fqn, input.mesh, configured);
  const inputs = withUsage(ports, { project, models, platform, mesh: input.mesh });
  const stated = governedColumns(outputs, models, project, 'stated');
  const columns = classifiedColumns(stated);
  const governed = (): GovernedColumn[] => governedColumns(outputs, models, project);
  const flow = classificationFlow({ project, models, inputs, platform, classified: columns, columns: governed });
  const every = outputs.length + ports.length;
  const flows = isSqlAsked(models.length, every) ? columnFlows({ project, models, inputs, platform }) : null;
  return {
    platform,
    mesh: input.mesh,
    files: input.files,
    document,
    fqn,
    project,
    models,
    outputs,
    inputs,
    dimensions: scdFacts(models, project, platform),
    vault: vaultFacts(models, project, platform),
    lineage: productLineage({ project, models, outputs, inputs }),
    columns,
    unreadable: handlingProblems(stated),
    flow: flow.inflows,
    columnFlows: flows,
    unfollowed: unfollowedSql(project, platform, {
      ports: every,
      reached: flow.reached,
      followed: flows?.followed ?? NONE,
    }),
    environment: input.environment,
    schedule: document ? scheduleFacts(document) : null,
    evolution: document && evolutionFacts(input.mesh.standing, document, platform, outputs, models),
  };
}
