with ranked as (
    select
        *,
        row_number() over (partition by id order by system_modstamp desc) as recency
    from {{ ref('sales_bronze_salesforce_opportunities') }}
)

select
    id as opportunity_id,
    account_id as customer_id,
    lower(replace(stage_name, ' ', '_')) as stage,
    amount,
    probability / 100.0 as probability,
    close_date,
    system_modstamp as updated_at
from ranked
where recency = 1
