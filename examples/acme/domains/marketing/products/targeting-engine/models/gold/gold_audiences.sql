select
    customer_id,
    case segment
        when 'dormant' then 'win_back'
        when 'enterprise' then 'retention'
        else 'upsell'
    end as audience,
    current_timestamp as selected_at
from {{ source('customer_segments', 'customer_segments') }}
