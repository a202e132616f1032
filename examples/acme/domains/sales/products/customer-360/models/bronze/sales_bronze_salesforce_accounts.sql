select
    id,
    name,
    email,
    billing_country,
    annual_revenue,
    system_modstamp
from {{ source('crm_data', 'accounts') }}
