"""The forms of the organisations' pages."""

from schakel.ground.organisations.forms.members import (
    DirectoryForm,
    EndForm,
)

__all__ = [
    "DirectoryForm",
    "EndForm",
]
