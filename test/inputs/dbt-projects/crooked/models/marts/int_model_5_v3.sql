-- A version that is switched off.
select 1 as id
