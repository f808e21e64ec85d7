"""Renders every Django form with the field markup of the house style."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class SchakelFormRenderer(TemplatesSetting):
    """Field and form markup of the house style for `{{ form }}`; the setting FORM_RENDERER names this class.

    Needs `django.forms` in INSTALLED_APPS, so that the widgets' own templates are found.
    """

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"
