"""What is recorded of studies: in the stream of the organisation, and in each dossier that was drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.programme.studies.models import Answer, StudyInvitation, StudyPerson


@dataclass(frozen=True, slots=True)
class StudyMade:
    """An organisation means to study something; sites are teams with how many are wanted of each."""

    title: str
    question: str
    ground: str
    asks_consent: bool
    why_no_consent: str
    kept_until: str
    seed: str
    sites: list[str]


@dataclass(frozen=True, slots=True)
class StudyChanged(StudyMade):
    """A study of which nobody was drawn yet was changed to this."""


@dataclass(frozen=True, slots=True)
class StudyDrawn:
    """A sample was drawn, or replacements; count is how many, frame out of how many that fitted."""

    title: str
    method: str
    seed: str
    count: int
    frame: int
    is_replacement: bool


@dataclass(frozen=True, slots=True)
class StudyExported:
    """A file of a study went out; rows is its number of lines."""

    title: str
    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class StudyEnded:
    """A study ended: whom its cases were about is forgotten."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class StudyInvited:
    """Another organisation was asked to draw by the same criteria and seed."""

    title: str
    organisation: str
    words: str


@dataclass(frozen=True, slots=True)
class StudyInvitationTakenBack:
    """That is asked no longer; what the other handed over is gone."""

    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class StudyInvitationAnswered:
    """An organisation takes part in the study of another (lead), does not, or stopped."""

    title: str
    lead: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class StudyDelivered:
    """Cases under their pseudonym went to the organisation that leads a joint study; rows is how many."""

    title: str
    lead: str
    rows: int


@dataclass(frozen=True, slots=True)
class StudyAsked:
    """The client of this dossier was drawn; is_asked says whether for their consent.

    shared_with is the organisation to which the case would go too, when the study is a joint one.
    """

    title: str
    told: str
    kept_until: str
    is_asked: bool
    shared_with: str = ""


@dataclass(frozen=True, slots=True)
class StudyAnswered:
    """The client said whether they take part; how says in which way."""

    title: str
    answer: str
    how: str


def register() -> None:
    """Make this room's verbs known."""
    _register_of_organisation()
    _register_of_joint_studies()
    register_verb(
        "study.ask",
        StudyAsked,
        section=Section.CONTACTS,
        heading=lambda c: (
            gettext("Gevraagd om mee te doen aan een onderzoek: %(title)s") % {"title": c["title"]}
            if c["is_asked"]
            else gettext("Telt mee in een onderzoek naar het eigen werk: %(title)s") % {"title": c["title"]}
        ),
        lines=_asked_lines,
    )
    register_verb(
        "study.answer",
        StudyAnswered,
        section=Section.CONTACTS,
        glyph=Glyph.CLIENT,
        heading=lambda c: gettext("Cliënt over het onderzoek %(title)s: %(answer)s") % _said(c),
        lines=lambda c: [str(StudyPerson.How(c["how"]).label)],
    )


def _asked_lines(content: dict[str, str]) -> list[str]:
    lead = content.get("shared_with")
    shared = gettext("De gegevens gaan zonder naam ook naar %(lead)s") % {"lead": lead} if lead else ""
    return [content["told"], *([shared] if shared else [])]


def _said(content: dict[str, str]) -> dict[str, str]:
    return {"title": content["title"], "answer": str(Answer(content["answer"]).label)}


def _register_of_organisation() -> None:
    register_verb(
        "study.make",
        StudyMade,
        section=None,
        heading=lambda c: gettext("Onderzoek opgezet: %(title)s") % {"title": c["title"]},
        lines=lambda c: [c["question"], c["ground"], *c["sites"]],
    )
    register_verb(
        "study.change",
        StudyChanged,
        section=None,
        heading=lambda c: gettext("Opzet van het onderzoek gewijzigd: %(title)s") % {"title": c["title"]},
        lines=lambda c: [c["question"], c["ground"], *c["sites"]],
    )
    register_verb(
        "study.draw",
        StudyDrawn,
        section=None,
        heading=lambda c: _drawn(c["count"], c["title"], is_replacement=c["is_replacement"]),
        lines=lambda c: [c["method"]],
    )
    register_verb(
        "study.export",
        StudyExported,
        section=None,
        heading=lambda c: gettext("Bestand van het onderzoek %(title)s gemaakt") % {"title": c["title"]},
        lines=lambda c: [c["kind"]],
    )
    register_verb(
        "study.end",
        StudyEnded,
        section=None,
        heading=lambda c: gettext("Onderzoek afgesloten: %(title)s") % {"title": c["title"]},
        lines=lambda c: [c["reason"]],
    )


def _register_of_joint_studies() -> None:
    register_verb(
        "study.invite",
        StudyInvited,
        section=None,
        heading=lambda c: gettext("%(organisation)s uitgenodigd voor het onderzoek %(title)s") % c,
        lines=lambda c: [c["words"]],
    )
    register_verb(
        "study.take_back",
        StudyInvitationTakenBack,
        section=None,
        heading=lambda c: gettext("Uitnodiging van %(organisation)s ingetrokken: %(title)s") % c,
    )
    register_verb(
        "study.reply",
        StudyInvitationAnswered,
        section=None,
        heading=lambda c: gettext("Onderzoek %(title)s van %(lead)s: %(answer)s") % _replied(c),
        lines=lambda c: [c["words"]] if c["words"] else [],
    )
    register_verb(
        "study.deliver",
        StudyDelivered,
        section=None,
        heading=lambda c: gettext("%(rows)d gevallen van het onderzoek %(title)s gedeeld met %(lead)s") % c,
    )


def _replied(content: dict[str, str]) -> dict[str, str]:
    return content | {"answer": str(StudyInvitation.State(content["answer"]).label)}


def _drawn(count: int, title: str, *, is_replacement: bool) -> str:
    words = {"count": count, "title": title}
    if is_replacement:
        return (
            ngettext(
                "Vervanging getrokken voor %(title)s: %(count)d dossier",
                "Vervangingen getrokken voor %(title)s: %(count)d dossiers",
                count,
            )
            % words
        )
    return (
        ngettext(
            "Steekproef getrokken voor %(title)s: %(count)d dossier",
            "Steekproef getrokken voor %(title)s: %(count)d dossiers",
            count,
        )
        % words
    )
