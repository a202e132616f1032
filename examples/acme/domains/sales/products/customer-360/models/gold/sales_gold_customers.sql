with tickets as (
    select
        requester_id as customer_id,
        count(case when status <> 'solved' then 1 end) as open_tickets,
        max(updated_at) as last_ticket_at
    from {{ source('support_tickets', 'tickets') }}
    group by requester_id
)

select
    accounts.customer_id,
    accounts.full_name,
    accounts.email,
    accounts.country,
    accounts.lifetime_value,
    coalesce(tickets.open_tickets, 0) as open_tickets,
    coalesce(tickets.last_ticket_at, accounts.updated_at) as last_interaction_at,
    current_timestamp as updated_at
from {{ ref('sales_silver_accounts') }} as accounts
left join tickets on tickets.customer_id = accounts.customer_id
