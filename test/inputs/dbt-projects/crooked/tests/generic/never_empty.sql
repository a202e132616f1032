-- The test of a project is no model.
{% test never_empty(model) %} select 1 where not exists (select 1 from {{ model }}) {% endtest %}
