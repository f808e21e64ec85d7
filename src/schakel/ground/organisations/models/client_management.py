"""How a municipality divides the work of client managers, and who decides on sanctions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models.organisation import Organisation


class ClientManagement(Dated):
    """Which client managers a municipality works with from a day (R005), and who sanctions (R006)."""

    class Split(models.TextChoices):
        INTEGRAL = "integral", _("integraal: één klantmanager voor alles")
        LEGALITY = "legality", _("gesplitst in rechtmatigheid en doelmatigheid")
        WORK_CARE = "work_care", _("gesplitst in werk en zorg")
        WORK_INCOME = "work_income", _("gesplitst in werk en inkomen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="client_managements")
    split = models.CharField(max_length=12, choices=Split)
    sanctions_by = models.CharField(max_length=20, choices=Role)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_client_management_once", "organisation"),
            ends_after_start("organisations_client_management_period"),
        ]


_SPLIT_ROLES = frozenset(
    {Role.CLIENT_MANAGER, Role.CLIENT_MANAGER_WORK, Role.CLIENT_MANAGER_CARE, Role.CONSULTANT}
)
_KEPT = {
    ClientManagement.Split.INTEGRAL: {Role.CLIENT_MANAGER},
    ClientManagement.Split.LEGALITY: {Role.CONSULTANT},
    ClientManagement.Split.WORK_CARE: {Role.CLIENT_MANAGER_WORK, Role.CLIENT_MANAGER_CARE},
    ClientManagement.Split.WORK_INCOME: {Role.CLIENT_MANAGER_WORK},
}


def roles_left_out(split: str) -> frozenset[Role]:
    """The roles that a municipality with this split does not work with."""
    return _SPLIT_ROLES - _KEPT[ClientManagement.Split(split)]
