-- Plain SQL below the macros.
select o.id as order_no, o.customer as customer_no, o.placed_on, c.name, c.city
from {{ source('shop', 'orders') }} o join {{ source('shop', 'customers') }} c on c.id = o.customer
