"""The signal that a labour expert's advice is past its day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.signals.kinds import SignalKind, Watch
from schakel.ground.signals.refreshing import watch
from schakel.jobseekers.diagnosis import access


def register() -> None:
    """Make the kind known."""
    watch(
        SignalKind(
            name="advice_overdue",
            label=_("Advies van de arbeidsdeskundige is te laat"),
            watch=Watch.NOT_TAKEN_UP,
            section=Section.DIAGNOSIS,
            roles=access.WRITERS,
            max_snooze_days=10,
            verbs=frozenset(
                {
                    "diagnosis.ask_advice",
                    "diagnosis.give_advice",
                    "diagnosis.withdraw_advice",
                    "regie.take",
                    "regie.undo",
                }
            ),
            criteria={
                "asked": (_("Gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "past_term": (_("Het antwoord moest er zijn op %(day)s"), _("De termijn loopt nog")),
                "answered": (_("Beantwoord"), _("Nog niet beantwoord")),
            },
            url_name="diagnosis:result",
            advice=_("Bel de arbeidsdeskundige, of trek de vraag in als die niet meer nodig is."),
        )
    )
