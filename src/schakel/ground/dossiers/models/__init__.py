"""What the dossiers room keeps; one noun per file."""

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.dossiers.models.fact import Fact
from schakel.ground.dossiers.models.handover import Handover
from schakel.ground.dossiers.models.listed import ListedDossier
from schakel.ground.dossiers.models.participation import Participation
from schakel.ground.dossiers.models.regie import Regie

__all__ = [
    "Dossier",
    "Fact",
    "Handover",
    "ListedDossier",
    "Participation",
    "Regie",
]
