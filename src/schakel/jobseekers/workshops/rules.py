"""What the database refuses of group meetings, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.kernel.database_errors import register_rule
from schakel.ground.kernel.errors import ConflictError


def register() -> None:
    """Make the refusals of this room's constraints known to the kernel."""
    register_rule("workshops_session_full", _full)


def _full() -> ConflictError:
    return ConflictError(
        gettext("Deze bijeenkomst is vol."),
        gettext("Iemand anders nodigde intussen ook cliënten uit."),
        gettext("Kies minder cliënten, of een andere bijeenkomst."),
    )
