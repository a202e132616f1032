-- A snapshot in SQL: how it keeps history.
{% snapshot bikes_over_time %}
{{ config(target_schema='snapshots', unique_key='id', strategy='timestamp', updated_at='loaded_at') }}
select * from {{ source('hire', 'raw_bikes') }}
{% endsnapshot %}
