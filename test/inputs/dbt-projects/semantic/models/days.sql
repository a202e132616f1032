-- A macro of a package writes all of it: there is no query to read.
{{ dbt_utils.date_spine(datepart="day", start_date="'" ~ var('first_day') ~ "'", end_date="current_date") }}
