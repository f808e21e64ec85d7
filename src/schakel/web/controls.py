"""Django form widgets in the markup of NL Design System: which wrapper and which classes each one gets."""

from __future__ import annotations

from typing import Final

from django import forms
from django.forms import BoundField, Widget
from django.forms.widgets import Input
from django.utils.safestring import SafeString

_CLASSES: Final[tuple[tuple[type[Widget] | tuple[type[Widget], ...], str], ...]] = (
    (forms.CheckboxInput, "sk-check"),
    (forms.SelectMultiple, "utrecht-select sk-select--many"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "sk-file"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


def control_kind(field: BoundField) -> str:
    """The wrapper of a field: "hidden", "chips" (pick from a set), "check", "group" or "single"."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "chips"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "group" if widget.use_fieldset else "single"


def render_control(field: BoundField) -> SafeString:
    """The widget with house classes added to its own, marked invalid where the field has errors."""
    widget = field.field.widget
    added = _class_of(widget)
    if field.errors and added.startswith("utrecht-"):
        added += f" {added.split()[0]}--invalid"
    own = widget.attrs.get("class", "")
    classes = f"{own} {added}".strip()
    return field.as_widget(attrs={"class": classes} if classes else None)


def _class_of(widget: Widget) -> str:
    return next((css for kind, css in _CLASSES if isinstance(widget, kind)), "")
