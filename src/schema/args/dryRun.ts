/** What mutations that publish say of their argument. */
export const DRY_RUN =
  'Whether it is tried alone: decided, compiled and held against what stands as it would be, and undone. Nothing of it is kept but an entry of the audit log; what would be published is null in the answer.';
