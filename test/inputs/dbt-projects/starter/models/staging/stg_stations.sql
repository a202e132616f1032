-- A model that no YAML declares.
{{ config(materialized='view', tags=['daily']) }}
select id as station_id, name as station_name, opened_on from {{ source("hire", "raw_stations") }}
