-- A source read in one statement.
select v.id as visit_id, v.campaign_id, v.seen_at, v.country from {{ source('web', 'visits') }} v
