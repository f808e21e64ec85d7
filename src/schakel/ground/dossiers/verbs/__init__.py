"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.dossiers.verbs import (
    delegated,
    disputes,
    documents,
    dossier,
    drafts,
    duplicates,
    handovers,
    join_requests,
    life_domains,
    lists,
    merging,
    messages,
    passing,
    protection,
    sources,
    succession,
    trajectories,
    undoing,
)
from schakel.ground.dossiers.verbs.documents import (
    DocumentAdded,
    DocumentReplaced,
    DocumentWithdrawn,
)
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
from schakel.ground.dossiers.verbs.messages import (
    MessageAnswered,
    MessageDone,
    MessageSent,
)
from schakel.ground.dossiers.verbs.succession import (
    DossierWentOver,
)
from schakel.ground.dossiers.verbs.trajectories import (
    EndTalkHeld,
    TrajectoryChanged,
    TrajectoryEnded,
    TrajectoryStarted,
)

__all__ = [
    "CompletionAsked",
    "DocumentAdded",
    "DocumentReplaced",
    "DocumentWithdrawn",
    "DossierOpened",
    "DossierReopened",
    "DossierRested",
    "DossierWentOver",
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
    "MessageAnswered",
    "MessageDone",
    "MessageSent",
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
    delegated.register()
    disputes.register()
    documents.register()
    dossier.register()
    drafts.register()
    duplicates.register()
    handovers.register()
    join_requests.register()
    life_domains.register()
    lists.register()
    merging.register()
    messages.register()
    passing.register()
    protection.register()
    sources.register()
    succession.register()
    trajectories.register()
    undoing.register()
