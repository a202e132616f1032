select
    customers.customer_id,
    count(*) as touchpoints,
    max(customers.lifetime_value) as attributed_revenue,
    current_timestamp as updated_at
from {{ ref('gold_customer_interactions') }} as interactions
join {{ source('customers', 'customers') }} as customers
    on customers.customer_id = interactions.customer_id
group by customers.customer_id
