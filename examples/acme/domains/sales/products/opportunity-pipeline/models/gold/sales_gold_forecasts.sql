select
    calendar.fiscal_month_start as month,
    sum(opportunities.amount * opportunities.probability) as expected_amount,
    current_timestamp as updated_at
from {{ ref('sales_silver_opportunities') }} as opportunities
join {{ source('fiscal_calendar', 'fiscal_calendar') }} as calendar
    on calendar.calendar_date = opportunities.close_date
where opportunities.stage <> 'closed_lost'
group by calendar.fiscal_month_start
