-- The file of version 2 bears another name.
select 1 as id union select 2
