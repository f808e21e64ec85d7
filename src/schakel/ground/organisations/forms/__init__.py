"""The forms of the organisations' pages."""

from schakel.ground.organisations.forms.members import (
    EndForm,
)

__all__ = [
    "EndForm",
]
