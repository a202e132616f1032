select distinct
    event_id as interaction_id,
    customer_ref as customer_id,
    lower(event_type) as interaction_type,
    payload ->> 'campaign' as campaign,
    occurred_at
from {{ ref('bronze_ad_platform_events') }}
