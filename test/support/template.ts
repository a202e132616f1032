/** The migrated database on the real PostgreSQL that every empty one is a copy of: made before the first test of a run. */
export const TEMPLATE = 'floe_template';
