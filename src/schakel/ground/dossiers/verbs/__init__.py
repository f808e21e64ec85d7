"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.dossiers.verbs import disputes, documents, dossier, messages, protection, sources
from schakel.ground.dossiers.verbs.documents import DocumentAdded, DocumentReplaced, DocumentWithdrawn
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
from schakel.ground.dossiers.verbs.messages import MessageAnswered, MessageDone, MessageSent

__all__ = [
    "DocumentAdded",
    "DocumentReplaced",
    "DocumentWithdrawn",
    "DossierOpened",
    "DossierReopened",
    "DossierRested",
    "FactDisputed",
    "FactStated",
    "HandoverReturned",
    "HandoverSent",
    "HandoverTakenUp",
    "MessageAnswered",
    "MessageDone",
    "MessageSent",
    "ParticipantJoined",
    "ParticipantLeft",
    "RegieTaken",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    dossier.register()
    documents.register()
    messages.register()
    disputes.register()
    protection.register()
    sources.register()
