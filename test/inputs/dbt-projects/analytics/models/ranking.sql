-- Windows with frames, filters on them, a union of two selects.
with counted as (
    select country, count(*) as visits from {{ ref('stg_visits') }} group by country
),
ranked as (
    select country, visits, rank() over (order by visits desc) as place,
        sum(visits) over (order by visits desc rows between unbounded preceding and current row) as running
    from counted
)
select country, visits, place, running from ranked where place <= 10
union all
select 'others', sum(visits), null, null from ranked where place > 10
