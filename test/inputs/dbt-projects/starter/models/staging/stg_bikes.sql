-- The idiom of starters: two CTEs, columns renamed under comments, a macro of the project in an expression.
with

source as (

    select * from {{ source('hire', 'raw_bikes') }}

),

renamed as (

    select
        ----------  ids
        id as bike_id,
        station as station_id,

        ---------- text
        lower(kind) as kind,

        ---------- numerics
        price as price_cents,
        {{ cents_to_euros('price') }} as price,

        ---------- booleans
        coalesce(retired, false) as is_retired

    from source

)

select * from renamed
