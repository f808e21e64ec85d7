"""Renders every Django form with the field markup of the house style."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class SchakelFormRenderer(TemplatesSetting):
    """Set FORM_RENDERER to this class: `{{ form }}` and `{{ field.as_field_group }}` then follow the house style.

    Needs `django.forms` in INSTALLED_APPS, so that the widgets' own templates are found.
    """

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"
