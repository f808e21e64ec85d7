"""Services of an organisation, what is known of them, and their use in dossiers; one noun per file."""

from schakel.jobseekers.services.models.approval import ServiceApproval, ServiceLevel
from schakel.jobseekers.services.models.council import CouncilConsent
from schakel.jobseekers.services.models.debt_help import DebtHelp
from schakel.jobseekers.services.models.fact import ServiceFact
from schakel.jobseekers.services.models.local import LocalService, ServiceKnowledge
from schakel.jobseekers.services.models.mix import MixTarget
from schakel.jobseekers.services.models.part import TrajectoryPart
from schakel.jobseekers.services.models.steering import SteeringEvent
from schakel.jobseekers.services.models.use import ServiceEvaluation, ServiceExtension, ServiceLog, ServiceUse

__all__ = [
    "CouncilConsent",
    "DebtHelp",
    "LocalService",
    "MixTarget",
    "ServiceApproval",
    "ServiceEvaluation",
    "ServiceExtension",
    "ServiceFact",
    "ServiceKnowledge",
    "ServiceLevel",
    "ServiceLog",
    "ServiceUse",
    "SteeringEvent",
    "TrajectoryPart",
]
