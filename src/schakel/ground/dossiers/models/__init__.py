"""What the dossiers room keeps; one noun per file."""

from schakel.ground.dossiers.models.arrangement import HandoverArrangement
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.dossiers.models.fact import Fact
from schakel.ground.dossiers.models.handover import Handover, HandoverPart, HandoverTalk
from schakel.ground.dossiers.models.participation import Participation
from schakel.ground.dossiers.models.regie import Regie
from schakel.ground.dossiers.models.trajectory import EndTalk, Trajectory

__all__ = [
    "Dossier",
    "EndTalk",
    "Fact",
    "Handover",
    "HandoverArrangement",
    "HandoverPart",
    "HandoverTalk",
    "Participation",
    "Regie",
    "Trajectory",
]
