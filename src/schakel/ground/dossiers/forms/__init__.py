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
    PassRegieForm,
    RegieForm,
    RestForm,
    ReturnForm,
    TakeRegieForm,
    TakeUpForm,
    because_field,
)
from schakel.ground.dossiers.forms.lists import ExportForm, ListForm, ViewForm

__all__ = [
    "HANDOVER_CONTENT",
    "ActForm",
    "AddForm",
    "BsnForm",
    "Choices",
    "ClientForm",
    "ExportForm",
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
    "ViewForm",
    "because_field",
]
