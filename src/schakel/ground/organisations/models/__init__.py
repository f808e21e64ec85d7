"""What the organisations room keeps; one noun per file."""

from schakel.ground.organisations.models.agreed_tie import (
    AgreedTie,
)
from schakel.ground.organisations.models.availability import (
    Absence,
    Pair,
    Weekday,
    WorkingHours,
)
from schakel.ground.organisations.models.body import (
    BodyItem,
    BodyMeeting,
    BodySeat,
    BodyTask,
    GoverningBody,
)
from schakel.ground.organisations.models.bundle import (
    BundleHolder,
    RoleBundle,
)
from schakel.ground.organisations.models.client_management import (
    ClientManagement,
)
from schakel.ground.organisations.models.council import (
    CouncilAgreement,
    agreement_rules,
)
from schakel.ground.organisations.models.joint_team import (
    JointTeam,
    JointTeamMember,
    JointTeamPartner,
)
from schakel.ground.organisations.models.location import (
    Location,
    Presence,
    Spot,
)
from schakel.ground.organisations.models.organisation import (
    Organisation,
)
from schakel.ground.organisations.models.own_name import (
    OwnName,
)
from schakel.ground.organisations.models.portrait import (
    Portrait,
)
from schakel.ground.organisations.models.professional import (
    Membership,
    Professional,
)
from schakel.ground.organisations.models.succession import (
    Succession,
    SuccessionConsent,
    SuccessionLine,
    SuccessionSeat,
    SuccessionTie,
)
from schakel.ground.organisations.models.team import (
    Team,
)
from schakel.ground.organisations.models.way_of_working import (
    WayOfWorking,
)
from schakel.ground.organisations.models.wish import (
    Wish,
    WishSupport,
)

__all__ = [
    "Absence",
    "AgreedTie",
    "BodyItem",
    "BodyMeeting",
    "BodySeat",
    "BodyTask",
    "BundleHolder",
    "ClientManagement",
    "CouncilAgreement",
    "GoverningBody",
    "JointTeam",
    "JointTeamMember",
    "JointTeamPartner",
    "Location",
    "Membership",
    "Organisation",
    "OwnName",
    "Pair",
    "Portrait",
    "Presence",
    "Professional",
    "RoleBundle",
    "Spot",
    "Succession",
    "SuccessionConsent",
    "SuccessionLine",
    "SuccessionSeat",
    "SuccessionTie",
    "Team",
    "WayOfWorking",
    "Weekday",
    "Wish",
    "WishSupport",
    "WorkingHours",
    "agreement_rules",
]
