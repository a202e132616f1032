-- Reads the model of the same name in another project: no cycle.
select t.trip_id, t.bike_id, c.campaign_id
from {{ ref('rentals', 'trips', v=1) }} t
left join {{ ref('campaigns') }} c on c.bike_id = t.bike_id
