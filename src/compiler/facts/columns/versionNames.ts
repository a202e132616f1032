const OF_VERSIONS =
  /(^|_)(valid|validity|effective|eff|current|active|latest|live|is_last|expir\w*|start\w*|end\w*|begin\w*|from|to|thru|until|since|version\w*|deleted|row_num\w*|rn|rank|seq\w*)(_|$)/i;

/** Whether a column's name speaks of validity, of the current version, or of versions at all. */
export const speaksOfVersions = (column: string): boolean => OF_VERSIONS.test(column);
