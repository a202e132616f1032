with campaigns as (
    select customer_id, max(interaction_timestamp) as last_interaction_at
    from {{ source('marketing_interactions', 'customer_interactions') }}
    where campaign_id is not null
    group by customer_id
),

customers as (
    select
        customers.customer_id,
        customers.lifetime_value,
        greatest(
            customers.last_interaction_at,
            coalesce(campaigns.last_interaction_at, customers.last_interaction_at)
        ) as last_interaction_at
    from {{ ref('sales_gold_customers') }} as customers
    left join campaigns on campaigns.customer_id = customers.customer_id
)

select
    customer_id,
    case
        when last_interaction_at < current_timestamp - interval '180 days' then 'dormant'
        when lifetime_value > 1000000 then 'enterprise'
        when lifetime_value > 50000 then 'growth'
        else 'self_serve'
    end as segment,
    least(lifetime_value / 1000000.0, 1) as score,
    cast(null as varchar) as previous_segment,
    current_timestamp as assigned_at
from customers
