"""The rules that the database holds for who is away, who stands in and who works together, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.kernel.database_errors import register_rule
from schakel.ground.kernel.errors import ConflictError


def register() -> None:
    """Make the refusals of this room's constraints known to the kernel."""
    register_rule("SK201", _cover_outside_absence)
    register_rule("organisations_absence_once", _is_away_already)
    register_rule("organisations_pair_once", _has_partner)


def _cover_outside_absence() -> ConflictError:
    return ConflictError(
        gettext("Waarnemen kan alleen op dagen dat iemand afwezig is."),
        gettext("Anders zou een collega dossiers blijven zien zonder reden."),
        gettext("Pas eerst de afwezigheid aan."),
    )


def _is_away_already() -> ConflictError:
    return ConflictError(
        gettext("Voor deze dagen staat al een afwezigheid."),
        gettext("Op dezelfde dag kan er maar één gelden."),
        gettext("Pas de bestaande afwezigheid aan, of kies andere dagen."),
    )


def _has_partner() -> ConflictError:
    return ConflictError(
        gettext("Deze medewerker zit al in een vast koppel."),
        gettext("Iemand heeft op een dag hooguit één vaste partner."),
        gettext("Beëindig eerst dat koppel."),
    )
