-- The version that goes.
select trip_id, bike_id, datediff('minute', started_at, ended_at) as minutes from {{ ref('stg_trips') }}
