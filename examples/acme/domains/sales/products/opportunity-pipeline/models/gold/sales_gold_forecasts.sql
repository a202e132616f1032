select
    date_trunc('month', close_date) as month,
    sum(amount * probability) as expected_amount,
    current_timestamp as updated_at
from {{ ref('sales_silver_opportunities') }}
where stage <> 'closed_lost'
group by date_trunc('month', close_date)
