-- No query: two statements, of which one selects.
delete from {{ this }} where id is null; select 1
