-- Metadata in YAML inside Jinja, and a select over a macro.
{%- set yaml_metadata -%}
source_model: raw_orders
derived_columns: {RECORD_SOURCE: "!SHOP", LOAD_DATE: placed_on}
hashed_columns:
  CUSTOMER_PK: customer_no
  ORDER_PK: order_no
  ORDER_CUSTOMER_PK: [order_no, customer_no]
{%- endset -%}
{% set metadata = fromyaml(yaml_metadata) %}
with staged as (
{{ automate_dv.stage(include_source_columns=true, source_model=metadata['source_model'],
                     derived_columns=metadata['derived_columns'], hashed_columns=metadata['hashed_columns']) }}
)
select * from staged
