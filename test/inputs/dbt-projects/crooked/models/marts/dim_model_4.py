# A model in Python: what it reads stands in dbt.ref and dbt.source.
def model(dbt, session):
    dbt.config(materialized="table", tags=["python"])
    frame = dbt.ref("stg_model_1")
    other = dbt.source("right", "table_2")
    return frame.join(other)
