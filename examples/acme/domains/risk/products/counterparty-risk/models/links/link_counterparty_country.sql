select
    {{ dbt_utils.generate_surrogate_key(['borrower_id', 'borrower_country']) }} as counterparty_country_hk,
    {{ dbt_utils.generate_surrogate_key(['borrower_id']) }} as counterparty_hk,
    {{ dbt_utils.generate_surrogate_key(['borrower_country']) }} as country_hk,
    min(extracted_at) as load_date,
    'loan_ledger' as record_source
from {{ source('loan_ledger', 'facilities') }}
group by borrower_id, borrower_country
