-- Casts in both spellings and a filter on a column that is not selected.
select
    id as rider_id,
    cast(signed_up_at as date) as signed_up_on,
    trim(first_name) || ' ' || trim(last_name) as full_name,
    home_station::integer as home_station_id
from {{ source('hire', 'raw_riders') }}
where deleted_at is null
