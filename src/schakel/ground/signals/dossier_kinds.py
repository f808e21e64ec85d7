"""The first kinds of signals: what can go wrong between organisations, from the records of dossiers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import REGISTRARS, Role, Section
from schakel.ground.dossiers.absence import absent_without_cover
from schakel.ground.norms.house import ANSWER_PARTNER, HANDOVER_RETURNED, QUEUE, TRAJECTORY_END, WW_END
from schakel.ground.signals.kinds import HouseDay, SignalKind, Watch
from schakel.ground.signals.refreshing import watch

GUIDES_AND_PROVIDERS = REGISTRARS | {Role.TRAJECTORY_GUIDE}
_TAKING_PART = {
    "dossier.open",
    "dossier.rest",
    "dossier.reopen",
    "participant.join",
    "participant.leave",
    "regie.take",
    "regie.undo",
}
_HANDOVER = {
    "handover.send",
    "handover.take_up",
    "handover.return",
    "handover.withdraw",
    "handover.ask",
    "handover.complete",
    "handover.settle",
    "handover.readdress",
}


def _queue(today: date) -> dict[str, Any]:
    absent = absent_without_cover(today)
    return {"absent": absent}


def register() -> None:
    """Make these kinds known."""
    _register_responsible()
    _register_handovers()
    _register_gaps()
    _register_questions()
    _register_join_requests()


def _register_responsible() -> None:
    watch(
        SignalKind(
            name="nobody_responsible",
            label=_("Niemand is verantwoordelijk"),
            watch=Watch.NOBODY,
            section=Section.IDENTITY,
            roles=GUIDES_AND_PROVIDERS,
            max_snooze_days=7,
            verbs=frozenset(_TAKING_PART | _HANDOVER),
            criteria={
                "in_queue": (_("In een wachtrij sinds %(day)s"), _("Niet in een wachtrij")),
                "over_norm": (
                    _("Langer dan de norm voor een wachtrij"),
                    _("Binnen de norm voor een wachtrij"),
                ),
                "absent": (_("De regiehouder is afwezig en niemand neemt waar"), _("Niemand is afwezig")),
            },
            thresholds=_queue,
            house_days={"queue_before": HouseDay(QUEUE, is_ahead=False)},
            url_name="dossiers:people",
            advice=_("Neem de regie of wijs iemand aan."),
        )
    )


def _register_handovers() -> None:
    about: dict[str, Any] = {
        "section": Section.IDENTITY,
        "roles": GUIDES_AND_PROVIDERS,
        "url_name": "dossiers:handovers",
    }
    watch(
        SignalKind(
            **about,
            name="not_taken_up",
            label=_("Overdracht niet op tijd opgepakt"),
            watch=Watch.NOT_TAKEN_UP,
            max_snooze_days=5,
            verbs=frozenset(_HANDOVER),
            criteria={
                "sent": (_("Aan ons overgedragen op %(day)s"), _("Niet aan ons overgedragen")),
                "past_term": (_("Het antwoord moest er zijn op %(day)s"), _("De termijn loopt nog")),
                "taken_up": (_("Opgepakt"), _("Nog niet opgepakt of teruggegeven")),
            },
            advice=_("Pak op, geef terug of vraag om aanvulling."),
        )
    )
    watch(
        SignalKind(
            **about,
            name="handover_overdue",
            label=_("Onze overdracht is te laat"),
            watch=Watch.NOT_TAKEN_UP,
            max_snooze_days=10,
            verbs=frozenset(_HANDOVER),
            criteria={
                "sent": (_("Door ons overgedragen op %(day)s"), _("Niet door ons overgedragen")),
                "past_term": (_("De termijn liep af op %(day)s"), _("De termijn loopt nog")),
                "waits_for_us": (
                    _("De ontvanger wacht op onze aanvulling"),
                    _("Onze aanvulling is niet gevraagd"),
                ),
            },
            advice=_("Bel de ontvanger, vul aan of trek in. De regie is nog bij u."),
        )
    )
    watch(
        SignalKind(
            **about,
            name="return_unattended",
            label=_("Teruggekregen en nog niets mee gedaan"),
            watch=Watch.NOT_TAKEN_UP,
            max_snooze_days=10,
            verbs=frozenset(_HANDOVER),
            criteria={
                "returned": (_("Teruggegeven op %(day)s"), _("Niet teruggegeven")),
                "settled": (_("Daarna is iets besloten"), _("Daarna is nog niets besloten")),
            },
            house_days={"returned_before": HouseDay(HANDOVER_RETURNED, is_ahead=False)},
            advice=_("Houd de taak zelf of draag opnieuw over."),
        )
    )


def _register_gaps() -> None:
    watch(
        SignalKind(
            name="ww_ends",
            label=_("WW eindigt zonder gemeente"),
            watch=Watch.GAP,
            section=Section.BENEFIT,
            roles=REGISTRARS,
            max_snooze_days=21,
            verbs=frozenset(_TAKING_PART | _HANDOVER | {"entitlement.start", "client.register"}),
            criteria={
                "ends": (_("De WW eindigt op %(day)s"), _("De WW eindigt nog niet")),
                "other_right": (_("Daarna is er een ander recht"), _("Daarna is er geen ander recht bekend")),
                "municipality": (_("Een gemeente doet mee"), _("Er is geen gemeente bij betrokken")),
                "handover": (
                    _("Er loopt een overdracht naar een gemeente"),
                    _("Er loopt geen overdracht naar een gemeente"),
                ),
            },
            house_days={"ww_until": HouseDay(WW_END, is_ahead=True)},
            url_name="dossiers:ending",
            advice=_("Bespreek het einde van de WW en draag over."),
        )
    )
    watch(
        SignalKind(
            name="trajectory_ends",
            label=_("Traject loopt bijna af"),
            watch=Watch.GAP,
            section=Section.PLAN,
            roles=GUIDES_AND_PROVIDERS,
            max_snooze_days=21,
            verbs=frozenset({"trajectory.start", "trajectory.change", "trajectory.end", "dossier.rest"}),
            criteria={
                "ends": (_("Het traject of de betaling eindigt op %(day)s"), _("Er eindigt nog niets")),
                "ended": (_("Afgesloten"), _("Nog niet afgesloten of verlengd")),
            },
            house_days={"trajectory_until": HouseDay(TRAJECTORY_END, is_ahead=True)},
            url_name="dossiers:trajectories",
            advice=_("Bespreek hoe het verder gaat en sluit af of verleng."),
        )
    )


def _register_questions() -> None:
    watch(
        SignalKind(
            name="partner_waits",
            label=_("Ketenpartner wacht op antwoord"),
            watch=Watch.LATE,
            section=Section.CONTACTS,
            roles=GUIDES_AND_PROVIDERS,
            max_snooze_days=5,
            verbs=frozenset(
                {
                    "message.send",
                    "message.answer",
                    "message.done",
                    "participant.leave",
                    "dossier.rest",
                    "dossier.reopen",
                }
            ),
            criteria={
                "asked": (_("Gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "answered": (_("Beantwoord"), _("Nog niet beantwoord")),
            },
            house_days={"partner_before": HouseDay(ANSWER_PARTNER, is_ahead=False)},
            url_name="dossiers:messages",
            advice=_("Antwoord, of zeg wanneer het antwoord komt."),
        )
    )


def _register_join_requests() -> None:
    watch(
        SignalKind(
            name="join_waits",
            label=_("Vraag om mee te doen blijft liggen"),
            watch=Watch.LATE,
            section=Section.IDENTITY,
            roles=REGISTRARS,
            max_snooze_days=5,
            verbs=frozenset(_TAKING_PART | _HANDOVER | {"join.ask", "join.answer", "join.withdraw"}),
            criteria={
                "asked": (_("Gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "answered": (_("Beantwoord"), _("Nog niet beantwoord")),
            },
            house_days={"join_before": HouseDay(ANSWER_PARTNER, is_ahead=False)},
            url_name="dossiers:next_join_request",
            advice=_("Zeg ja of niet nu. De ander kan zonder uw antwoord niet beginnen."),
        )
    )
