select
    stage,
    count(*) as opportunities,
    sum(amount) as amount,
    current_timestamp as updated_at
from {{ ref('sales_silver_opportunities') }}
where stage not in ('closed_won', 'closed_lost')
group by stage
