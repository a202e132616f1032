select
    id,
    account_id,
    stage_name,
    amount,
    probability,
    close_date,
    system_modstamp
from {{ source('crm_opportunities', 'opportunities') }}
