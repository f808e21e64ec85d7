"""What the dossiers room keeps; one noun per file."""

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.dossiers.models.fact import Fact, FactChoice
from schakel.ground.dossiers.models.handover import Handover
from schakel.ground.dossiers.models.listed import ListedDossier
from schakel.ground.dossiers.models.participation import Participation
from schakel.ground.dossiers.models.regie import Regie
from schakel.ground.dossiers.models.saved_view import SavedView
from schakel.ground.dossiers.models.shield import NamedReader, Shield
from schakel.ground.dossiers.models.source_judgement import SourceJudgement
from schakel.ground.dossiers.models.urgent_look import UrgentLook

__all__ = [
    "Dossier",
    "Fact",
    "FactChoice",
    "Handover",
    "ListedDossier",
    "NamedReader",
    "Participation",
    "Regie",
    "SavedView",
    "Shield",
    "SourceJudgement",
    "UrgentLook",
]
