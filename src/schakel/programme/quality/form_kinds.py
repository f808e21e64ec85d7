"""What forms are called on the page of form times, and which forms together do one task.

Forms are named by their address, as strings, since this room knows no pages; a test checks that they exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "contacts:correct": _("Contact verbeteren"),
    "contacts:list": _("Contact vastleggen"),
    "contacts:talk": _("Gesprek voeren en vastleggen"),
    "diagnosis:ask": _("Arbeidsdeskundige vragen"),
    "diagnosis:begin": _("Diagnose beginnen"),
    "diagnosis:conclude": _("Diagnose afronden"),
    "diagnosis:part": _("Diagnose: een deel invullen"),
    "dossiers:add": _("Iemand laten meedoen"),
    "dossiers:documents": _("Document toevoegen"),
    "dossiers:handover": _("Cliënt overdragen"),
    "dossiers:handover_page": _("Overdracht behandelen"),
    "dossiers:messages": _("Overleg beginnen"),
    "dossiers:message": _("Overleg beantwoorden"),
    "dossiers:move": _("Adres vastleggen"),
    "dossiers:new": _("Nieuwe cliënt"),
    "dossiers:pass": _("Cliënt aan een collega geven"),
    "dossiers:reach": _("Bereikbaarheid wijzigen"),
    "dossiers:start_benefit": _("Uitkering vastleggen"),
    "dossiers:state_fact": _("Gegeven vastleggen"),
    "dossiers:take_up": _("Overdracht oppakken"),
    "dossiers:write_letter": _("Brief schrijven"),
    "intake:finish": _("Intake afronden"),
    "intake:identity": _("Identiteit vastleggen"),
    "intake:open": _("Intake beginnen"),
    "intake:part": _("Intake: een deel invullen"),
    "intake:route": _("Route kiezen"),
    "plans:add_step": _("Stap in het plan"),
    "plans:baseline": _("Start op de ladder"),
    "plans:begin": _("Plan beginnen"),
    "plans:change": _("Afspraak wijzigen"),
    "plans:check": _("Afspraak nakijken"),
    "plans:decide": _("Keuze vastleggen"),
    "plans:goal": _("Doel in het plan"),
    "plans:make": _("Afspraak maken"),
    "plans:offer": _("Plan voorleggen"),
    "plans:sign": _("Plan ondertekenen"),
    "profile:add": _("Regel in het profiel"),
    "profile:note": _("Beroep vastleggen"),
    "questions:take_in": _("Vraag aannemen"),
    "services:choose": _("Dienst kiezen"),
    "services:end": _("Dienst afronden"),
    "services:facts": _("Voorwaarden van diensten beantwoorden"),
    "services:log": _("Verslag bij een dienst"),
    "services:start": _("Dienst beginnen"),
    "signals:dossier": _("Signaal behandelen"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done with several forms; it is done once for each time that `last` is sent in."""

    label: str | Promise
    kinds: tuple[str, ...]
    last: str


TASKS = (
    Task(
        _("Een intake"), ("intake:open", "intake:identity", "intake:part", "intake:route", "intake:finish"),
        "intake:finish",
    ),
    Task(
        _("Een diagnose"), ("diagnosis:begin", "diagnosis:part", "diagnosis:conclude"), "diagnosis:conclude",
    ),
    Task(
        _("Een plan dat wordt voorgelegd"),
        ("plans:begin", "plans:baseline", "plans:goal", "plans:add_step", "plans:offer"),
        "plans:offer",
    ),
    Task(
        _("Een dienst die begint"), ("services:facts", "services:choose", "services:start"), "services:start",
    ),
)  # fmt: skip


def kind_words(kind: str) -> str:
    """What a form is called; one without a name of its own by its address."""
    label = LABELS.get(kind)
    return str(label) if label else gettext("Ander formulier: %(address)s") % {"address": kind}
