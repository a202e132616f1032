-- No model: a macro stands outside the folders of models.
{% macro cents_to_euros(column) %}({{ column }} / 100)::numeric(16, 2){% endmacro %}
