-- A full join of two selects, `exists`, `between`, a case of several arms.
select coalesce(a.country, b.country) as country,
    case when a.visits is null then 'only later' when b.visits is null then 'only before' else 'both' end as seen
from (select country, count(*) as visits from {{ ref('stg_visits') }}
      where seen_at between '2026-01-01' and '2026-06-30' group by country) a
full outer join (select country, count(*) as visits from {{ ref('stg_visits') }}
      where seen_at > '2026-06-30' group by country) b on a.country = b.country
where exists (select 1 from {{ ref('ranking') }} r where r.country = coalesce(a.country, b.country))
