-- A constant.
select 1 as id
