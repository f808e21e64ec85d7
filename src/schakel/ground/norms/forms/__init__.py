"""The forms of the norms room; one noun per file."""

from schakel.ground.norms.forms.asking import NormFilter
from schakel.ground.norms.forms.criteria import CriterionForm
from schakel.ground.norms.forms.house import FigureForm
from schakel.ground.norms.forms.law import JudgementForm
from schakel.ground.norms.forms.local import CompareForm, EndForm, LocalNormForm

__all__ = [
    "CompareForm",
    "CriterionForm",
    "EndForm",
    "FigureForm",
    "JudgementForm",
    "LocalNormForm",
    "NormFilter",
]
