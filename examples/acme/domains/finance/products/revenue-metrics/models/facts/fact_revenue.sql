select
    invoices.invoice_id as revenue_id,
    customers.surrogate_key as customer_key,
    invoices.amount / power(10, currencies.minor_units) as amount,
    cast(invoices.issued_at as date) as recognised_on
from {{ ref('stg_billing_invoices') }} as invoices
join {{ ref('dim_customer') }} as customers
    on customers.customer_id = invoices.customer_id
    and invoices.issued_at >= customers.effective_from
    and invoices.issued_at < customers.effective_to
join {{ source('currencies', 'currencies') }} as currencies
    on currencies.currency_code = invoices.currency
