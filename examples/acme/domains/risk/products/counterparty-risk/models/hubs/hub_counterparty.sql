select
    {{ dbt_utils.generate_surrogate_key(['borrower_id']) }} as counterparty_hk,
    borrower_id as counterparty_id,
    min(extracted_at) as load_date,
    'loan_ledger' as record_source
from {{ source('loan_ledger', 'facilities') }}
group by borrower_id
