select
    id as invoice_id,
    customer as customer_id,
    amount,
    currency,
    created as issued_at
from {{ source('billing', 'invoices') }}
