select
    {{ dbt_utils.generate_surrogate_key(['borrower_id']) }} as counterparty_hk,
    delivered_at as load_date,
    {{ dbt_utils.generate_surrogate_key(['grade', 'outlook']) }} as hash_diff,
    grade,
    outlook,
    'rating_agency' as record_source
from {{ source('rating_agency', 'ratings') }}
