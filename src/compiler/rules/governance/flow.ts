import type { RelatedLocation } from '../../diagnostic.js';
import { isWholeWayTraced, pathOf, type ColumnStep } from '../../facts/classification/carried.js';
import type { Inflow } from '../../facts/classification/classificationFlow.js';
import type { Subject } from '../../facts/subjects/subject.js';

/** The typed facts of a finding about the flow of classified values. */
export interface FlowDetails extends Readonly<Record<string, unknown>> {
  readonly level: string;
  /** The column that the values come from. */
  readonly origin: string;
  /** All columns on the way, origin and column itself included. */
  readonly path: readonly string[];
  /** false: that the level comes this far is told by the names of columns, for want of readable SQL. */
  readonly traced: boolean;
  /** The values are hashed on the way. */
  readonly masked: boolean;
  /** The same as `traced` of any part of the path. */
  readonly wholeWayTraced: boolean;
}

interface FlowFinding {
  readonly subject: Subject;
  readonly details: FlowDetails;
  /** The places of the columns on the way. */
  readonly related: readonly RelatedLocation[];
}

/** An inflow as a finding about its column. */
export function flowFinding({ step, carried }: Inflow, order: number): FlowFinding {
  const way = pathOf(carried);
  const { level, traced, masked } = carried;
  const [origin = step] = way;
  const details = {
    level,
    traced,
    masked,
    origin: origin.name,
    path: [...way, step].map(({ name }) => name),
    wholeWayTraced: isWholeWayTraced(carried),
  };
  return {
    subject: { ...step, order },
    details,
    related: way.flatMap((each) => placeOf(each, each === origin, level)),
  };
}

function placeOf({ name, location }: ColumnStep, isOrigin: boolean, level: string): RelatedLocation[] {
  return location ? [{ message: isOrigin ? `${name} is ${level}` : `by way of ${name}`, location }] : [];
}

/** "bronze_accounts.email → silver_accounts.email → customers.contact" */
export const pathText = ({ path, traced }: FlowDetails): string =>
  `Path: ${path.join(' → ')}${traced ? '' : ' (by the names of the columns)'}`;
