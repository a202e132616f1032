/** What docs/diagnostics.md says of the codes that taking in a document of a standard raises. */
export const standardCodes = [
  {
    code: 'STANDARD_DOCUMENT_INVALID',
    severity: 'error',
    title: 'A document breaks the standard that it names.',
    why: 'What is taken in wrong would be given out wrong; the place and what the standard expects are told instead.',
    example: {
      bad: 'apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0  # a number',
      good: 'apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: "1.0.0"',
    },
    mend: 'Write what the standard expects at this place (docs/standards.md).',
  },
] as const;
