-- A lookup in the select list, nullif, division, a variable.
select
    c.id as campaign_id,
    c.budget / nullif((select count(*) from {{ ref('stg_visits') }} v where v.campaign_id = c.id), 0) as cost,
    {{ var('currency', "'EUR'") }} as currency
from {{ source('web', 'campaigns') }} c
where c.started_on >= current_date - interval '30 days'
