select
    upper(alphabetic_code) as currency_code,
    currency as currency_name,
    cast(minor_unit as integer) as minor_units
from {{ source('iso_codes', 'currencies') }}
where withdrawn_on is null
