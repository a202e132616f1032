select
    {{ dbt_utils.generate_surrogate_key(['facility_number']) }} as facility_hk,
    facility_number,
    min(extracted_at) as load_date,
    'loan_ledger' as record_source
from {{ source('loan_ledger', 'facilities') }}
group by facility_number
