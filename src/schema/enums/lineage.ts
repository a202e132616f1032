import { defineEnum } from './defineEnum.js';

export const LineageKind = defineEnum('LineageKind', 'What a node of the lineage graph stands for.', {
  SOURCE: ['source', 'A system outside the mesh: `source:dlt/salesforce`, or a dbt source no input port names.'],
  INPUT_PORT: ['input_port', 'An input port of a product.'],
  MODEL: ['model', 'A dbt model of a product: `sales.customer-360#sales_gold_customers`.'],
  OUTPUT_PORT: ['output_port', 'An output port of a product.'],
  PRODUCT: ['product', 'A product as a whole.'],
  COLUMN: [
    'column',
    'A column of a port (`sales.customer-360.customers/email`), of a model (`sales.customer-360#gold_customers/email`) or of a source.',
  ],
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
  COLUMN: ['column', 'Column to column, as the SQL of the models tells it.'],
});

export const ColumnDerivation = defineEnum('ColumnDerivation', 'How a column is made of another.', {
  IDENTITY: ['identity', 'Its values as they are.'],
  TRANSFORMATION: ['transformation', 'What an expression makes of them.'],
  HASH: ['hash', 'A hash of them: it tells one from another, and nothing else.'],
  AGGREGATION: ['aggregation', 'What an aggregate makes of those of many rows.'],
  UNKNOWN: ['unknown', 'It has the same name; its SQL could not be followed.'],
});
