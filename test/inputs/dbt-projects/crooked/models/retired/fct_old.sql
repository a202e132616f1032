-- A folder that is switched off.
select * from {{ ref('fct_model_3') }}
