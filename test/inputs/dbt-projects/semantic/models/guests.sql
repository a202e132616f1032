-- All columns of a source, less than all of another.
select g.*, l.last_stay
from {{ source('hotel', 'raw_guests') }} g
left join (select guest, max(booked_on) as last_stay from {{ source('hotel', 'raw_bookings') }} group by guest) l
  on l.guest = g.id
