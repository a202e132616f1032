select
    calendar_date,
    fiscal_year,
    fiscal_quarter,
    fiscal_month_start
from {{ source('erp_calendar', 'days') }}
