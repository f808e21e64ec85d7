"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.dossiers.verbs import dossier, succession
from schakel.ground.dossiers.verbs.dossier import (
    DossierOpened,
    DossierReopened,
    DossierRested,
    FactDisputed,
    FactStated,
    HandoverReturned,
    HandoverSent,
    HandoverTakenUp,
    ParticipantJoined,
    ParticipantLeft,
    RegieTaken,
)
from schakel.ground.dossiers.verbs.succession import DossierWentOver

__all__ = [
    "DossierOpened",
    "DossierReopened",
    "DossierRested",
    "DossierWentOver",
    "FactDisputed",
    "FactStated",
    "HandoverReturned",
    "HandoverSent",
    "HandoverTakenUp",
    "ParticipantJoined",
    "ParticipantLeft",
    "RegieTaken",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    dossier.register()
    succession.register()
