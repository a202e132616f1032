-- A hub by macro: its arguments are literal.
{{ automate_dv.hub(src_pk="ORDER_PK", src_nk="order_no", src_ldts="LOAD_DATE", src_source="RECORD_SOURCE",
                   source_model="v_stg_orders") }}
