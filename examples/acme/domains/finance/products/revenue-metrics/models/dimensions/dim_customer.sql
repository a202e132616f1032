select
    {{ dbt_utils.generate_surrogate_key(['customer_id', 'updated_at']) }} as surrogate_key,
    customer_id,
    country,
    updated_at as effective_from,
    lead(updated_at, 1, timestamp '9999-12-31') over (partition by customer_id order by updated_at) as effective_to,
    lead(updated_at) over (partition by customer_id order by updated_at) is null as is_current
from {{ source('customers', 'customers') }}
