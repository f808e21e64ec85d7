"""What the dossiers room keeps; one noun per file."""

from schakel.ground.dossiers.models.arrangement import HandoverArrangement
from schakel.ground.dossiers.models.client_merge import ClientMerge
from schakel.ground.dossiers.models.consent import Consent
from schakel.ground.dossiers.models.delegated import DelegatedEntry
from schakel.ground.dossiers.models.distinct_pair import DistinctPair
from schakel.ground.dossiers.models.document import Document, DocumentContent, DocumentRevision
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.dossiers.models.draft import Draft
from schakel.ground.dossiers.models.fact import Fact, FactChoice
from schakel.ground.dossiers.models.handover import Handover, HandoverPart, HandoverTalk
from schakel.ground.dossiers.models.join_request import JoinRequest
from schakel.ground.dossiers.models.life_domain import LifeDomain, LifeDomainNote
from schakel.ground.dossiers.models.listed import ListedDossier
from schakel.ground.dossiers.models.message import CaseMessage, CaseMessageParty
from schakel.ground.dossiers.models.participation import Participation
from schakel.ground.dossiers.models.passing import RegiePassing
from schakel.ground.dossiers.models.regie import Regie
from schakel.ground.dossiers.models.saved_view import SavedView
from schakel.ground.dossiers.models.shield import NamedReader, Shield
from schakel.ground.dossiers.models.source_judgement import SourceJudgement
from schakel.ground.dossiers.models.trajectory import EndTalk, Trajectory
from schakel.ground.dossiers.models.urgent_look import UrgentLook

__all__ = [
    "CaseMessage",
    "CaseMessageParty",
    "ClientMerge",
    "Consent",
    "DelegatedEntry",
    "DistinctPair",
    "Document",
    "DocumentContent",
    "DocumentRevision",
    "Dossier",
    "Draft",
    "EndTalk",
    "Fact",
    "FactChoice",
    "Handover",
    "HandoverArrangement",
    "HandoverPart",
    "HandoverTalk",
    "JoinRequest",
    "LifeDomain",
    "LifeDomainNote",
    "ListedDossier",
    "NamedReader",
    "Participation",
    "Regie",
    "RegiePassing",
    "SavedView",
    "Shield",
    "SourceJudgement",
    "Trajectory",
    "UrgentLook",
]
