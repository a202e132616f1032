select
    {{ dbt_utils.generate_surrogate_key(['facility_number', 'borrower_id']) }} as facility_counterparty_hk,
    {{ dbt_utils.generate_surrogate_key(['facility_number']) }} as facility_hk,
    {{ dbt_utils.generate_surrogate_key(['borrower_id']) }} as counterparty_hk,
    min(extracted_at) as load_date,
    'loan_ledger' as record_source
from {{ source('loan_ledger', 'facilities') }}
group by facility_number, borrower_id
