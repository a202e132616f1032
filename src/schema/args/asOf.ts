/** The argument `asOf`, wherever it stands. */
export const AS_OF = {
  nullable: true,
  description:
    'An instant: the graph as it was then (docs/history.md). Not later than now. The present where not given, or on an object of the past, its own instant.',
};
