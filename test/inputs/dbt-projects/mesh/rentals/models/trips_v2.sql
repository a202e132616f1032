-- The version that comes.
select trip_id, bike_id, datediff('second', started_at, ended_at) as seconds from {{ ref('stg_trips') }}
