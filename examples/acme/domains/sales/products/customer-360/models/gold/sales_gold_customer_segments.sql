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
from {{ ref('sales_gold_customers') }}
