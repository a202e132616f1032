import type { Plugin } from '../../compute/chosenPlugin.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { StarterModel } from '../models/model.js';
import type { Vocabulary } from '../models/vocabulary.js';

/** What somebody says of the product that he begins. */
export interface StarterAnswers {
  /** `customer-360` */
  readonly name: string;
  readonly team: string;
  readonly email: string;
  /** How its document names its platform: an oci:// ref, or name@version. */
  readonly ref: string;
}

/** All that the files of a new product are made of. */
export interface Starter {
  readonly answers: StarterAnswers;
  readonly platform: EffectivePlatform;
  readonly names: Vocabulary;
  readonly models: readonly StarterModel[];
  /** The model that the output port exposes, the last in pattern order. */
  readonly exposed: StarterModel;
  readonly compute: Plugin;
  readonly ingestion: Plugin;
  /** The CI that is written for, and which version of `floe` it installs. */
  readonly ci: Ci;
  readonly floeVersion: string;
  /** ISO 8601, UTC: when the product begins. */
  readonly now: string;
}

/** The CI systems that a workflow is written for. */
export const CI_SYSTEMS = ['github', 'gitlab'] as const;
export type Ci = (typeof CI_SYSTEMS)[number];
