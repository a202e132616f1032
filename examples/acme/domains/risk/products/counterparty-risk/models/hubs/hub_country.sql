select
    {{ dbt_utils.generate_surrogate_key(['country_code']) }} as country_hk,
    country_code,
    current_timestamp as load_date,
    'enterprise.reference-data' as record_source
from {{ source('countries', 'countries') }}
