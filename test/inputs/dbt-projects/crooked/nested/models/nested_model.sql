-- Belongs to the nested project.
select id from {{ source('inner', 'table_9') }}
