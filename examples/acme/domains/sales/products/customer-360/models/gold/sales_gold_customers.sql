with tickets as (
    select requester_id as customer_id, count(*) as open_tickets
    from {{ source('support_tickets', 'tickets') }}
    where status <> 'solved'
    group by requester_id
),

interactions as (
    select customer_id, max(interaction_timestamp) as last_interaction_at
    from {{ source('marketing_interactions', 'customer_interactions') }}
    group by customer_id
)

select
    accounts.customer_id,
    accounts.full_name,
    accounts.email,
    accounts.country,
    accounts.lifetime_value,
    coalesce(tickets.open_tickets, 0) as open_tickets,
    interactions.last_interaction_at,
    current_timestamp as updated_at
from {{ ref('sales_silver_accounts') }} as accounts
left join tickets on tickets.customer_id = accounts.customer_id
left join interactions on interactions.customer_id = accounts.customer_id
