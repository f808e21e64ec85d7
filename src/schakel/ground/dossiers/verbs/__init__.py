"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.dossiers.verbs import disputes, dossier, lists, protection, sources
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

__all__ = [
    "DossierOpened",
    "DossierReopened",
    "DossierRested",
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
    lists.register()
    disputes.register()
    protection.register()
    sources.register()
