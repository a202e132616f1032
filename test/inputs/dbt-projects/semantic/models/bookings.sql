-- Quoted names, a semi join, a subquery in `in`.
select b.no as booking_no, b."guest" as guest_id, b.booked_on
from {{ source('hotel', 'raw_bookings') }} b
where b."guest" in (select id from {{ source('hotel', 'raw_guests') }} where active)
