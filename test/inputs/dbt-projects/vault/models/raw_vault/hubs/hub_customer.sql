-- A hub by macro: its arguments are literal.
{{ automate_dv.hub(src_pk="CUSTOMER_PK", src_nk="customer_no", src_ldts="LOAD_DATE", src_source="RECORD_SOURCE",
                   source_model="v_stg_orders") }}
