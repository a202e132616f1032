import type { ProductQuery } from './documents';

/** A product, as its page asks for it. */
export type Product = NonNullable<ProductQuery['product']>;
