-- Incremental: the branch of a full build and the one of every other run.
{{
    config(
        materialized = 'incremental',
        unique_key = 'ride_id'
    )
}}
with bikes as (select * from {{ ref('stg_bikes') }}),
riders as (select * from {{ ref('stg_riders') }}),
pairs as (
    select
        {{ dbt_utils.generate_surrogate_key(['bikes.bike_id', 'riders.rider_id']) }} as ride_id,
        bikes.bike_id,
        riders.rider_id,
        bikes.price,
        row_number() over (partition by riders.rider_id order by bikes.bike_id) as ride_number
    from bikes
    inner join riders on bikes.station_id = riders.home_station_id
)
select * from pairs
{% if is_incremental() %}
where ride_id not in (select ride_id from {{ this }})
{% endif %}
