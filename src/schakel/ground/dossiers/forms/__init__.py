"""The forms of the dossiers' pages; one subject per file."""

from schakel.ground.dossiers.forms.dossier import (
    HANDOVER_CONTENT,
    ActForm,
    AddForm,
    BsnForm,
    Choices,
    ClientForm,
    FactForm,
    HandoverForm,
    LeaveForm,
    ListForm,
    PassRegieForm,
    RegieForm,
    RestForm,
    ReturnForm,
    TakeRegieForm,
    TakeUpForm,
    because_field,
)
from schakel.ground.dossiers.forms.erasing import EraseForm

__all__ = [
    "HANDOVER_CONTENT",
    "ActForm",
    "AddForm",
    "BsnForm",
    "Choices",
    "ClientForm",
    "EraseForm",
    "FactForm",
    "HandoverForm",
    "LeaveForm",
    "ListForm",
    "PassRegieForm",
    "RegieForm",
    "RestForm",
    "ReturnForm",
    "TakeRegieForm",
    "TakeUpForm",
    "because_field",
]
