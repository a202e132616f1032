select
    {{ dbt_utils.generate_surrogate_key(['facility_number']) }} as facility_hk,
    extracted_at as load_date,
    {{ dbt_utils.generate_surrogate_key(['drawn_amount', 'committed_amount', 'currency']) }} as hash_diff,
    drawn_amount,
    committed_amount,
    currency,
    'loan_ledger' as record_source
from {{ source('loan_ledger', 'facilities') }}
