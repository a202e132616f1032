-- Functions of time and position in group by.
select date_trunc('hour', seen_at) as hour, extract(dow from seen_at) as weekday, count(*) as visits
from {{ ref('stg_visits') }} group by 1, 2 order by hour desc
