"""The forms of the organisations' pages."""

from schakel.ground.organisations.forms.locations import (
    LocationsForm,
    PresenceForm,
    SiteForm,
    SpotForm,
)
from schakel.ground.organisations.forms.members import (
    EndForm,
)
from schakel.ground.organisations.forms.organisations import (
    OwnNameForm,
    PartnersForm,
    PresetForm,
    ReachForm,
)
from schakel.ground.organisations.forms.succession import (
    CancelForm,
    MappingForm,
    PlanForm,
)

__all__ = [
    "CancelForm",
    "EndForm",
    "LocationsForm",
    "MappingForm",
    "OwnNameForm",
    "PartnersForm",
    "PlanForm",
    "PresenceForm",
    "PresetForm",
    "ReachForm",
    "SiteForm",
    "SpotForm",
]
