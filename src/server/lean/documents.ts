import {
  getOperationAST,
  GraphQLError,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Config } from '../../config/config.js';
import { beyondCost, type CostLimits } from '../limits/beyondCost.js';
import { OperationCost } from '../limits/OperationCost.js';
import { parseWithin } from '../limits/parseWithin.js';
import { beyondShape, type ShapeLimits } from '../limits/shape.js';
import { ByteLru } from './ByteLru.js';

/** What the texts of documents that are kept may take; a tree takes some thirty times its text. */
const TEXTS_BYTES = 2 * 1024 * 1024;

export type DocumentLimits = ShapeLimits & CostLimits & Pick<Config, 'maxTokens'>;

/** What is asked of a document. */
interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation of a valid document that keeps to the limits, and what it may cost at most. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: number;
}

/** What an operation may cost at most, and what one may (MAX_COST). */
export interface ToldCost {
  readonly requested: number;
  readonly allowed: number;
}

/** A valid document with the costs of its operations, why it is refused, or null where it is for validation to tell. */
type Judged =
  | { readonly document: DocumentNode; readonly costs: Map<OperationDefinitionNode, OperationCost> }
  | GraphQLError
  | null;

/** The documents of texts, over HTTP and WebSocket alike: each read, judged and validated once, for as long as it is kept. */
export class Documents {
  private readonly known = new ByteLru<Judged>(TEXTS_BYTES);

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: DocumentLimits,
  ) {}

  /**
   * The operation that is asked for; the error of one that is beyond a limit; null where there is none, or no valid
   * document: that is for others to tell.
   */
  asked({ query, operationName, variables }: Asked): Operation | GraphQLError | null {
    const judged = this.judged(query);
    if (judged === null || judged instanceof GraphQLError) return judged;
    const { document, costs } = judged;
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const known = costs.get(operation) ?? new OperationCost(this.schema, document, operation);
    costs.set(operation, known);
    const cost = known.with(variables ?? {});
    return beyondCost(known, cost, variables ?? {}, this.limits) ?? { document, operation, cost };
  }

  /** What an answer says of the cost of its operation, where it is asked to. */
  costOf({ cost }: Operation): ToldCost {
    return { requested: cost, allowed: this.limits.maxCost };
  }

  private judged(text: string): Judged {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const judged = this.judge(text);
    this.known.set(text, judged, text.length);
    return judged;
  }

  private judge(text: string): Judged {
    try {
      const document = parseWithin(text, this.limits.maxTokens);
      const beyond = document instanceof GraphQLError ? document : beyondShape(document, this.limits);
      if (document instanceof GraphQLError || beyond) return beyond;
      return validate(this.schema, document).length > 0 ? null : { document, costs: new Map() };
    } catch {
      return null; // told by who judges such a text
    }
  }
}
