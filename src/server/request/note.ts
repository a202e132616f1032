import type { IncomingMessage } from 'node:http';

/** What an operation is counted under. There are as many as fields of the roots and names that the operator gave. */
export interface OperationLabels {
  readonly type: string;
  /** Its name where the operator knows it (TRUSTED_DOCUMENTS), else `other`: clients may call theirs as they like. */
  readonly operation: string;
  /** The field of the root that it asks for; `several` where there are more, `other` where a fragment asks. */
  readonly root_field: string;
}

/** What the parts that answer a request tell of it, for whoever counts it when it is over. */
export interface RequestNote {
  labels?: OperationLabels;
  /** Of the first error. */
  code?: string;
  cost?: number;
  /** What the client calls the operation. */
  name?: string;
  /** Is called where a subscription is open: what goes on from then on is no part of asking for it. */
  begun?: () => void;
}

const notes = new WeakMap<IncomingMessage, RequestNote>();

/** The note of a request, the same for whoever asks. */
export function noteOf(request: IncomingMessage): RequestNote {
  const note = notes.get(request) ?? {};
  notes.set(request, note);
  return note;
}
