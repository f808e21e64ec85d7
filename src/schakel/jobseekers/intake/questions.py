"""What an intake asks: its parts, the questions of each, and which answers fit them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.kernel.dates import long_date

Words = str | Promise
Kind = Literal["choice", "text", "lines", "number", "day"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: how it is answered, and in which fact the answer is kept where the chain asks it once.

    most is the highest number or the longest text that fits.
    """

    key: str
    label: Words
    kind: Kind = "text"
    choices: Mapping[str, Words] = field(default_factory=dict)
    most: int = 200
    fact: str = ""
    hint: Words = ""
    is_required: bool = False

    def words(self, answer: str) -> str:
        """An answer as people read it; what is no day stays as it was typed."""
        if self.kind == "day" and answer and not _day_problem(self, answer):
            return long_date(date.fromisoformat(answer))
        return str(self.choices.get(answer, answer))

    def problem(self, answer: str) -> str:
        """Why an answer does not fit this question, in a sentence; empty when it does."""
        if not answer:
            return gettext("Vul een antwoord in.") if self.is_required else ""
        return _PROBLEMS[self.kind](self, answer)


@dataclass(frozen=True, slots=True)
class Part:
    """Some questions that are answered and saved together; who may read the section, reads the answers."""

    key: str
    label: Words
    section: Section
    questions: tuple[Question, ...]
    is_for_client: bool = True

    def problems(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What does not fit, by question, in sentences for the user."""
        found = {q.key: q.problem(answers.get(q.key, "")) for q in self.questions}
        return {key: words for key, words in found.items() if words}


def _choice_problem(question: Question, answer: str) -> str:
    return "" if answer in question.choices else gettext("Kies een van de antwoorden.")


def _text_problem(question: Question, answer: str) -> str:
    if len(answer) <= question.most:
        return ""
    return gettext("Dit is te lang. Gebruik hooguit %(most)s tekens.") % {"most": question.most}


def _number_problem(question: Question, answer: str) -> str:
    is_number = answer.isascii() and answer.isdigit() and len(answer) < 10
    if is_number and int(answer) <= question.most:
        return ""
    return gettext("Vul een heel getal in van 0 tot en met %(most)s.") % {"most": question.most}


def _day_problem(_question: Question, answer: str) -> str:
    try:
        year = date.fromisoformat(answer).year
    except ValueError:
        return gettext("Vul een dag in.")
    return "" if 1900 <= year <= 2100 else gettext("Vul een dag in van deze eeuw of de vorige.")


_PROBLEMS = {
    "choice": _choice_problem,
    "text": _text_problem,
    "lines": _text_problem,
    "number": _number_problem,
    "day": _day_problem,
}
_YES_NO: dict[str, Words] = {"yes": _("ja"), "no": _("nee")}
LAST_OCCUPATION = "last_occupation"
MONTHS = "months_to_work"
ASKS_FOR = "asks_for"
NO_BENEFIT = "none"

BENEFITS: dict[str, Words] = {
    "ww": _("WW"),
    "participatiewet": _("bijstand"),
    "ioaw": _("IOAW"),
    "zw": _("Ziektewet"),
    "other": _("een andere"),
    NO_BENEFIT: _("geen"),
}

WORK = Part(
    "work",
    _("Werk en mogelijkheden"),
    Section.WORK_PROFILE,
    (
        Question(LAST_OCCUPATION, _("Laatste beroep")),
        Question("wish", _("Welk werk is de wens?"), fact="wish"),
        Question(
            "hours_available", _("Uren per week beschikbaar"), "number", most=60, fact="hours_available"
        ),
        Question("available_from", _("Beschikbaar vanaf"), "day", fact="available_from"),
        Question(
            "travel_minutes",
            _("Reistijd enkele reis, in minuten"),
            "number",
            most=180,
            fact="travel_minutes",
        ),
        Question("work_times", _("Werktijden die kunnen"), fact="work_times"),
        Question("education", _("Hoogste opleiding"), fact="education"),
        Question("dutch_level", _("Nederlandse taal"), fact="dutch_level"),
        Question("driving_licence", _("Rijbewijs B"), "choice", _YES_NO, fact="driving_licence"),
        Question("transport", _("Eigen vervoer"), "choice", _YES_NO, fact="transport"),
    ),
)
HISTORY = Part(
    "history",
    _("Laatste baan"),
    Section.WORK_PROFILE,
    (
        Question("worked_as", _("Welk werk was het?"), most=120),
        Question("employer", _("Bij welke werkgever?"), most=120),
        Question("worked_from", _("Vanaf"), "day"),
        Question("worked_until", _("Tot en met"), "day", hint=_("Leeg laten als het werk nog loopt.")),
        Question(
            "left_because",
            _("Waarom stopt of stopte het werk?"),
            "choice",
            {
                "contract": _("contract liep af"),
                "dismissed": _("ontslag door de werkgever"),
                "resigned": _("zelf gestopt"),
                "business": _("eigen bedrijf gestopt"),
                "running": _("het loopt nog"),
                "never": _("nog nooit gewerkt"),
                "other": _("anders"),
            },
        ),
    ),
)
INCOME = Part(
    "income",
    _("Inkomen"),
    Section.BENEFIT,
    (
        Question(ASKS_FOR, _("Om welke uitkering gaat het?"), "choice", BENEFITS, is_required=True),
        Question("without_income_since", _("Geen inkomen meer sinds"), "day"),
        Question("own_income", _("Inkomen per maand, in euro"), "number", most=20000),
        Question(
            "household",
            _("Huishouden"),
            "choice",
            {"alone": _("alleenstaand"), "partner": _("met een partner"), "others": _("met anderen")},
        ),
        Question("children", _("Kinderen onder 18 in huis"), "number", most=20),
        Question(
            "partner_income",
            _("Heeft de partner inkomen?"),
            "choice",
            {**_YES_NO, "no_partner": _("geen partner")},
        ),
        Question(
            "savings",
            _("Spaargeld of bezit boven de grens?"),
            "choice",
            {**_YES_NO, "unknown": _("niet zeker")},
            hint=_("Kent u de grens niet? Kies ‘niet zeker’."),
        ),
        Question("has_money_now", _("Is er nu geld voor eten en huur?"), "choice", _YES_NO),
    ),
)
ESTIMATE = Part(
    "estimate",
    _("Afstand tot werk"),
    Section.WORK_PROFILE,
    (
        Question(MONTHS, _("Maanden tot werk, geschat"), "number", most=120, is_required=True),
        Question("estimate_because", _("Waarop rust de schatting?"), most=400, is_required=True),
    ),
    is_for_client=False,
)

PARTS: dict[str, Part] = {part.key: part for part in (WORK, HISTORY, INCOME, ESTIMATE)}
PACKAGES: dict[str, tuple[Words, tuple[str, ...]]] = {
    "work": (_("Gegevens voor werk"), ("work", "history", "estimate")),
    "income": (_("Gegevens voor inkomen"), ("income", "history")),
}
"""The two packages that come out of an intake (R045), and of which parts each is made."""
