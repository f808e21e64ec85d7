"""What the norms room keeps; one noun per file."""

from schakel.ground.norms.models.choice import RestingChoice
from schakel.ground.norms.models.criterion import OwnCriterion
from schakel.ground.norms.models.house import OwnFigure
from schakel.ground.norms.models.law import LawJudgement, LawState
from schakel.ground.norms.models.local import LocalNorm

__all__ = ["LawJudgement", "LawState", "LocalNorm", "OwnCriterion", "OwnFigure", "RestingChoice"]
