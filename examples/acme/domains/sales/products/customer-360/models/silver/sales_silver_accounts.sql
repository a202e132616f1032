with ranked as (
    select
        *,
        row_number() over (partition by id order by system_modstamp desc) as recency
    from {{ ref('sales_bronze_salesforce_accounts') }}
)

select
    id as customer_id,
    trim(name) as full_name,
    lower(email) as email,
    upper(billing_country) as country,
    annual_revenue as lifetime_value,
    system_modstamp as updated_at
from ranked
where recency = 1
