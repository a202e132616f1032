select
    {{ dbt_utils.generate_surrogate_key(['customers.customer_id', 'revenue.recognised_on']) }} as forecast_id,
    customers.surrogate_key as customer_key,
    date_trunc('month', revenue.recognised_on) + interval '1 month' as month,
    avg(revenue.amount) as expected_amount
from {{ ref('fact_revenue') }} as revenue
join {{ ref('dim_customer') }} as customers
    on customers.surrogate_key = revenue.customer_key
where customers.is_current
group by 1, 2, 3
