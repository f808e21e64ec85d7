"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.dossiers.verbs import dossier, handovers, trajectories
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
from schakel.ground.dossiers.verbs.handovers import (
    CompletionAsked,
    HandoverArranged,
    HandoverCompleted,
    HandoverFeedback,
    HandoverReaddressed,
    HandoverWithdrawn,
    ReturnSettled,
    TalkCancelled,
    TalkConfirmed,
    TalkHeld,
    TalkPlanned,
)
from schakel.ground.dossiers.verbs.trajectories import (
    EndTalkHeld,
    TrajectoryChanged,
    TrajectoryEnded,
    TrajectoryStarted,
)

__all__ = [
    "CompletionAsked",
    "DossierOpened",
    "DossierReopened",
    "DossierRested",
    "EndTalkHeld",
    "FactDisputed",
    "FactStated",
    "HandoverArranged",
    "HandoverCompleted",
    "HandoverFeedback",
    "HandoverReaddressed",
    "HandoverReturned",
    "HandoverSent",
    "HandoverTakenUp",
    "HandoverWithdrawn",
    "ParticipantJoined",
    "ParticipantLeft",
    "RegieTaken",
    "ReturnSettled",
    "TalkCancelled",
    "TalkConfirmed",
    "TalkHeld",
    "TalkPlanned",
    "TrajectoryChanged",
    "TrajectoryEnded",
    "TrajectoryStarted",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    dossier.register()
    handovers.register()
    trajectories.register()
