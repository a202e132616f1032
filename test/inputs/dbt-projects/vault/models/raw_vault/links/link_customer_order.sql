-- A link by macro: its arguments are variables set above.
{%- set source_model = "v_stg_orders" -%}
{%- set src_pk = "ORDER_CUSTOMER_PK" -%}
{%- set src_fk = ["CUSTOMER_PK", "ORDER_PK"] -%}
{{ automate_dv.link(src_pk=src_pk, src_fk=src_fk, src_ldts="LOAD_DATE", src_source="RECORD_SOURCE",
                    source_model=source_model) }}
