-- A model without a source: values alone.
select 1 as campaign_id, 7 as bike_id
