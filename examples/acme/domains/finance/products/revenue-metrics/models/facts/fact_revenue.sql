select
    invoices.invoice_id as revenue_id,
    customers.surrogate_key as customer_key,
    invoices.amount / 100.0 as amount,
    cast(invoices.issued_at as date) as recognised_on
from {{ ref('stg_billing_invoices') }} as invoices
join {{ ref('dim_customer') }} as customers
    on customers.customer_id = invoices.customer_id
    and invoices.issued_at >= customers.effective_from
    and invoices.issued_at < customers.effective_to
