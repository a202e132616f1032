-- Literal lists of Jinja: one sum a kind, a comma after all but the last.
{%- set kinds = ['city', 'cargo'] -%}
select
    rides.rider_id,
    {% for kind in kinds %}
    sum(case when bikes.kind = '{{ kind }}' then 1 else 0 end) as {{ kind }}_rides,
    {% endfor %}
    count(distinct rides.ride_id) as rides,
    max(rides.ride_number) >= 3 as is_regular
from {{ ref('rides') }} as rides
left join {{ ref('stg_bikes') }} as bikes using (bike_id)
group by 1
having count(*) > 0
