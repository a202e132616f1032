-- Reads a mart and a source beside staging: hops back.
select * from {{ ref('fct_model_3') }} where id in (select id from {{ source('left', 'table_1') }})
