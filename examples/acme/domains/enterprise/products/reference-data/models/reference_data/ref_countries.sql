select
    upper(alpha_2) as country_code,
    upper(alpha_3) as alpha3_code,
    english_short_name as country_name,
    upper(currency) as currency_code
from {{ source('iso_codes', 'countries') }}
where status = 'officially-assigned'
