-- A transactional link: a name that begins with another layer's letters.
{{ automate_dv.t_link(src_pk="PAYMENT_PK", src_fk=["ORDER_PK"], src_payload=["amount"], src_eff="paid_on",
                      src_ldts="LOAD_DATE", src_source="RECORD_SOURCE", source_model="raw_payments") }}
