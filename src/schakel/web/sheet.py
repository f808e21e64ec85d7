"""The fictional content of the components sheet, so that the page and its tests show the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

REASONS = [
    ("wish", "want wens van mevrouw"),
    ("vacancy", "want past bij vacature"),
    ("other", "want anders…"),
]


def _refuse_short_number(value: str) -> None:
    if len(value) != 9:
        raise ValidationError(
            f"Dit nummer telt {len(value)} cijfers. Een BSN heeft er 9. Zet er een 0 voor, of kijk het na."
        )


class ReasonForm(forms.Form):
    """The reason chips by themselves."""

    reason = forms.ChoiceField(label="Reden", choices=REASONS, widget=forms.RadioSelect)


class SheetForm(forms.Form):
    """One field of each kind."""

    bsn = forms.CharField(
        label="BSN",
        validators=[_refuse_short_number],
        help_text="Negen cijfers, staat op het identiteitsbewijs.",
    )
    contact_date = forms.DateField(
        label="Datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    postponed = forms.ChoiceField(
        label="Reden van uitstel", choices=[("reply", "wacht op antwoord van cliënt"), ("leave", "verlof")]
    )
    reason = forms.ChoiceField(label="Reden", choices=REASONS, widget=forms.RadioSelect)
    note = forms.CharField(label="Notitie", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    told = forms.BooleanField(label="Mevrouw weet hiervan", required=False)


def sheet_context(today: dt.date) -> dict[str, Any]:
    """Everything `web/components_sheet.html` needs under the name `sheet`, seen from the given day."""
    return {
        "form": SheetForm({"bsn": "99912345", "postponed": "reply", "reason": "wish"}, auto_id="sheet_%s"),
        "reason_form": ReasonForm({"chips-reason": "wish"}, auto_id="chips_%s", prefix="chips"),
        "terms": [today + dt.timedelta(days=days) for days in (-3, 0, 1, 3, 13)],
        "states": [
            ("forecast", "verwacht"),
            ("good", "gehaald"),
            ("milestone", "mijlpaal"),
            ("info", "loopt"),
            ("unknown", "onbekend, want opleiding ontbreekt"),
        ],
        "wide": (1, 13),
        "wider": (-4, 10),
        "points": [4316, 1500, 950, 1000],
        "stages": _stages(),
        "chain": _chain(),
        "lanes": _lanes(today),
        "timeline": _timeline(today),
        "table": _table(),
        "pager": {"previous_url": "#o-tabel", "next_url": "#o-tabel", "note": "oudste termijn eerst"},
    }


def _stages() -> list[dict[str, Any]]:
    counts = [("Passen", 5), ("Met cliënt besproken", 2), ("Voorgesteld", 1), ("Gesprek", 0)]
    return [{"label": label, "count": count, "url": "#o-balk"} for label, count in counts]


def _chain() -> list[dict[str, Any]]:
    return [
        {
            "kind": "lead",
            "title": "Regie keten en UWV, sinds 12 jun",
            "name": "Marloes van Dijk (u)",
            "icon": "check",
        },
        {"kind": "client", "title": "Cliënt", "name": "Mevrouw Haddou"},
        {"kind": "member", "title": "Regie gemeente, sinds 1 sep", "name": "Bas Kuiper"},
        {"kind": "member", "title": "Aanbieder, sinds 5 okt", "name": "Joris Meijer, Stap Vooruit"},
        {"kind": "helper", "title": "Helpt mee: schulden", "name": "Kredietbank Lingemond"},
        {"kind": "open", "title": "Na 14 feb 2027", "name": "Regie keten nog niet geregeld", "icon": "half"},
    ]


def _lanes(today: dt.date) -> list[dict[str, Any]]:
    def item(text: str, days: int, reason: str) -> dict[str, Any]:
        return {"text": text, "due": today + dt.timedelta(days=days), "reason": reason}

    return [
        {
            "side": "ours",
            "label": "Wij: de instellingen",
            "summary": "3 open, 1 te laat",
            "duties": [
                item(
                    "Terugbelverzoek beantwoorden (gemeente)",
                    -2,
                    "mevrouw belde 18 nov over bijzondere bijstand",
                ),
                item("Dienst kiezen (UWV)", 1, "plan van 26 okt: keuze binnen vier weken"),
                item("Voortgang melden (Stap Vooruit)", 7, "maandelijks, opdracht 2026-1187"),
            ],
        },
        {
            "side": "client",
            "label": "Mevrouw Haddou",
            "summary": "2 open",
            "duties": [
                item("Reageren op het plan", 0, "versie 3 staat klaar in Mijn Schakel sinds 20 nov"),
                item("Vier sollicitaties in vier weken", 13, "afspraak van 9 nov; twee zijn binnen"),
            ],
            "done": "Op tijd gedaan: inschrijving, cv, gesprek 9 nov.",
        },
    ]


def _timeline(today: dt.date) -> list[dict[str, Any]]:
    def entry(
        days: int, clock: tuple[int, int], glyph: str, heading: str, by: str, **more: Any
    ) -> dict[str, Any]:
        day = today - dt.timedelta(days=days)
        return {"day": day, "time": dt.time(*clock), "glyph": glyph, "heading": heading, "by": by, **more}

    quote = "“Ik wil mijn heftruckcertificaat halen en in een magazijn werken.”"
    talk = [{"text": "Drie afspraken gemaakt. Nog geen oproep van de taalschool."}]
    hours = [{"old": "32 uur (bron: aanmelding 12 jun)", "reason": "loonstroken van aug laten 24 uur zien"}]
    return [
        entry(3, (21, 14), "client", quote, "mevrouw zelf, in Mijn Schakel"),
        entry(14, (9, 0), "contact", "Voortgangsgesprek, op kantoor", "Marloes van Dijk, UWV", lines=talk),
        entry(
            28,
            (10, 35),
            "choice",
            "Keuze: plan aangepast, richting logistiek",
            "Marloes van Dijk, UWV",
            decision=_decision(),
        ),
        entry(40, (8, 50), "handover_open", "Overdracht verstuurd aan gemeente", "nog niet opgepakt"),
        entry(49, (14, 2), "handover", "Opdracht opgepakt door Stap Vooruit", "Joris Meijer, na 2 werkdagen"),
        entry(
            70, (11, 20), "correction", "Verbetering: uren beschikbaar 24, niet 32", "Bas Kuiper", lines=hours
        ),
    ]


def _decision() -> dict[str, Any]:
    return {
        "chosen": "Richting logistiek, dienst kiezen binnen vier weken",
        "considered": ["Bakkerij (eigen beroep)", "Schoonmaak"],
        "reason": "nachtwerk past niet bij de zorg thuis; in logistiek zijn 140 vacatures in de regio",
        "client_label": "Mevrouw vindt",
        "client_view": "eens",
        "expected": "werk vóór 1 maart 2027, kans 5 op 10",
        "evaluation": "evaluatie op 1 mrt",
    }


def _table() -> dict[str, Any]:
    def row(provider: str, clients: str, found_work: str) -> list[dict[str, Any]]:
        return [
            {"text": provider, "header": True, "url": "#o-tabel"},
            {"text": clients, "numeric": True},
            {"text": found_work, "numeric": True},
        ]

    columns = [
        {"label": "Aanbieder", "sort_url": "#o-tabel", "sorted": "ascending"},
        {"label": "Cliënten", "numeric": True},
        {"label": "Werk binnen 12 maanden", "numeric": True},
    ]
    rows = [row("Kompas", "212", "52 (45 tot 59)"), row("Stap Vooruit", "418", "41 (36 tot 46)")]
    return {"caption": "Aanbieders, op alfabet", "columns": columns, "rows": rows}
