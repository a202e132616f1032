/** The field of every input of a mutation that creates something. */
export const idempotencyKey = {
  nullable: true,
  description:
    'A text of your choice, e.g. a UUID, up to 255 characters: asked again with the same key within 24 hours, the mutation does nothing and gives its first answer. With another input it is refused (IDEMPOTENCY_KEY_REUSED). What was refused keeps no key.',
} as const;
