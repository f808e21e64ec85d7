"""What can be said in the journal of how client management is divided."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class ClientManagementSet:
    """A municipality divided client management anew, or gave the decision on sanctions to another role."""

    split: str
    sanctions_by: str
    reason: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "client_management.set",
        ClientManagementSet,
        section=None,
        heading=lambda c: gettext("Verdeling van klantmanagement vastgelegd"),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )
