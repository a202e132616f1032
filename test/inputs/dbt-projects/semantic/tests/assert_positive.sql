-- A singular test is no model.
select * from {{ ref('bookings') }} where booking_no < 0
