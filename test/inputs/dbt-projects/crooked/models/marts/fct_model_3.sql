-- Joins three, one of them twice, and orders without need.
select s.id, d.name, e.name as parent_name
from {{ ref('stg_model_1') }} s
left join {{ ref('dim_model_4') }} d on d.id = s.other_id
left join {{ ref('dim_model_4') }} e on e.id = d.parent_id
order by s.id
