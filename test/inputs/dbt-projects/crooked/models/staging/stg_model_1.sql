-- Staging that joins two sources.
select a.id, b.id as other_id from {{ source('left', 'table_1') }} a join {{ source('right', 'table_2') }} b on a.id = b.id
