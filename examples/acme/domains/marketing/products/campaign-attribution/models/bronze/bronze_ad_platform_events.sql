select
    event_id,
    customer_ref,
    event_type,
    occurred_at,
    payload
from {{ source('ad_platforms', 'events') }}
