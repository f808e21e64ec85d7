"""The signal that a client waits for an answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import REGISTRARS, Role, Section
from schakel.ground.signals.kinds import SignalKind, Watch
from schakel.ground.signals.refreshing import watch


def register() -> None:
    """Make the kind known."""
    watch(
        SignalKind(
            name="question_waits",
            label=_("Cliënt wacht op antwoord"),
            watch=Watch.NOT_TAKEN_UP,
            section=Section.CONTACTS,
            roles=REGISTRARS | {Role.TRAJECTORY_GUIDE},
            max_snooze_days=2,
            verbs=frozenset(
                {"question.take_in", "question.answer", "regie.take", "regie.undo", "dossier.rest"}
            ),
            criteria={
                "asked": (_("Gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "past_term": (_("Het antwoord moest er zijn op %(day)s"), _("Antwoord vóór %(day)s")),
                "answered": (_("Beantwoord"), _("Nog niet beantwoord")),
            },
            url_name="questions:list",
            advice=_("Antwoord, of zeg wanneer het antwoord komt."),
        )
    )
