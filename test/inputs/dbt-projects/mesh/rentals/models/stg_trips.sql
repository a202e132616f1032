-- Read by both versions of one model.
select id as trip_id, bike as bike_id, rider as rider_id, started_at, ended_at from {{ source('rentals', 'raw_trips') }}
