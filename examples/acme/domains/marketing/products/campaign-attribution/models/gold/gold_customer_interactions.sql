select
    customer_id,
    interaction_type,
    occurred_at as interaction_timestamp,
    min(campaign) as campaign_id
from {{ ref('silver_interactions') }}
group by customer_id, interaction_type, occurred_at
