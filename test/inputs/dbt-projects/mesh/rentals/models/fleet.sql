-- Reads its own project's model by version.
select bike_id, sum(seconds) as seconds from {{ ref('trips', v=2) }} group by bike_id
