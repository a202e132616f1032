-- A satellite by macro.
{%- set src_payload = ["name", "city"] -%}
{{ automate_dv.sat(src_pk="customer_PK", src_hashdiff="HASHDIFF", src_payload=src_payload, src_ldts="LOAD_DATE",
                   src_source="RECORD_SOURCE", source_model="v_stg_orders") }}
