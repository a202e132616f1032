-- A join by blanks and a filter.
select o.id as order_no, o.paid_on, o.amount from {{ source('shop', 'orders') }} as o where o.paid_on is not null
