import { defineEnum } from './defineEnum.js';

export const LineageKind = defineEnum('LineageKind', 'What a node of the lineage graph stands for.', {
  SOURCE: ['source', 'A system outside the mesh: `source:dlt/salesforce`, or a dbt source no input port names.'],
  INPUT_PORT: ['input_port', 'An input port of a product.'],
  MODEL: ['model', 'A dbt model of a product: `sales.customer-360#sales_gold_customers`.'],
  OUTPUT_PORT: ['output_port', 'An output port of a product.'],
  PRODUCT: ['product', 'A product as a whole.'],
});

export const LineageDirection = defineEnum('LineageDirection', 'Which way lineage is followed from the root.', {
  UPSTREAM: ['upstream', 'To what it is made from.'],
  DOWNSTREAM: ['downstream', 'To what is made from it.'],
  BOTH: ['both', 'Both ways: all that is upstream and all that is downstream of the root.'],
});

export const LineageLevel = defineEnum('LineageLevel', 'How fine lineage is followed.', {
  PRODUCT: ['product', 'Product to product.'],
  PORT: ['port', 'Source to input port to output port to the next input port.'],
  MODEL: ['model', 'As PORT, with the models in between.'],
  COLUMN: ['column', 'Column to column; not derived yet, asking for it is BAD_USER_INPUT.'],
});
