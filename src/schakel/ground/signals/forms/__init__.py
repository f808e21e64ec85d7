"""The forms of the signals' pages; one subject per file."""

from schakel.ground.signals.forms.handling import AssignForm, SnoozeForm, WakeForm

__all__ = [
    "AssignForm",
    "SnoozeForm",
    "WakeForm",
]
