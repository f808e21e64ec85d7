"""What can be said of imports in the journal: numbers of rows, never what stood in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.information.imports.models import DeliveryForm


@dataclass(frozen=True, slots=True)
class ImportKept:
    """A file was kept until someone says which column is which."""

    digest: str


@dataclass(frozen=True, slots=True)
class ImportPreviewed:
    """A file was read and checked; rows counts its rows by outcome."""

    digest: str
    rows: int
    wrong: int
    duplicate: int


@dataclass(frozen=True, slots=True)
class ImportCheckQueued:
    """A kept file was handed to the worker, to be checked."""

    digest: str


@dataclass(frozen=True, slots=True)
class ImportDiscarded:
    """A file that nobody took in within 30 days was thrown away, with all its rows."""

    digest: str
    days: int


@dataclass(frozen=True, slots=True)
class ImportLayoutSaved:
    """A layout was kept for the next files of its kind; version counts from 1."""

    name: str
    version: int


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """For so many rows the organisation asked to take part instead of doing so."""

    rows: int


@dataclass(frozen=True, slots=True)
class ImportQueued:
    """A file was handed to the worker; rows are those that wait."""

    rows: int


@dataclass(frozen=True, slots=True)
class ImportStopped:
    """Taking a file in was stopped; what was taken in stays, and rows are those that still wait."""

    rows: int
    because: str


@dataclass(frozen=True, slots=True)
class ImportApplied:
    """One chunk of rows was taken in: opened, joined and added to, and refused after all."""

    rows: int
    opened: int
    joined: int
    changed: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportFinished:
    """All rows of a file that could be taken in are taken in; the texts of those rows are erased."""

    rows: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportUndoBegun:
    """Somebody wants what was taken in to go back; rows are those that were taken in."""

    rows: int
    because: str


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """One portion of rows was undone; kept are those after which somebody worked in the dossier."""

    undone: int
    kept: int


@dataclass(frozen=True, slots=True)
class ImportUndoStopped:
    """Undoing was stopped; what was undone stays so, and rows are those that still stand."""

    rows: int
    because: str


@dataclass(frozen=True, slots=True)
class ImportUndoFinished:
    """All rows that could go back are back."""

    undone: int
    kept: int


@dataclass(frozen=True, slots=True)
class ImportRowUndone:
    """What a file did in a dossier holds no longer; what is the verb of the entry that this supersedes."""

    what: str
    because: str


@dataclass(frozen=True, slots=True)
class DeliveriesSwitched:
    """From now on what the organisation registers is delivered to its own system, or no longer."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class DeliveriesResent:
    """Deliveries were put in the queue again."""

    count: int


@dataclass(frozen=True, slots=True)
class OwnActsSwitched:
    """From now on what clients do themselves is delivered to the organisation that guides, or no longer."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class DeliveryFormSaved:
    """A draft of the form for a topic was kept; number counts the versions of that topic."""

    topic: str
    number: int


@dataclass(frozen=True, slots=True)
class DeliveryFormSwitched:
    """From now on a topic is delivered in this version of the form; number 0 is the form of Schakel."""

    topic: str
    number: int


@dataclass(frozen=True, slots=True)
class DeliveryFileAsked:
    """Somebody asked for the account of a month, or for a file to be sent again."""

    starts_on: str
    is_again: bool


def _switched(content: dict[str, bool]) -> str:
    return (
        gettext("Leveren aan eigen systeem aangezet")
        if content["is_on"]
        else gettext("Leveren aan eigen systeem uitgezet")
    )


_UNDONE: dict[str, Callable[[], str]] = {
    "dossier.open": lambda: gettext("Dossier teruggenomen: het was bij vergissing geopend"),
    "dossier.reopen": lambda: gettext("Heropenen teruggedraaid: het was een vergissing"),
    "participant.join": lambda: gettext("Meedoen teruggedraaid: het was een vergissing"),
    "regie.take": lambda: gettext("Regie teruggedraaid: het was een vergissing"),
    "client.refresh": lambda: gettext("Bereikbaarheid teruggezet zoals die was"),
    "client.change": lambda: gettext("Persoonsgegevens teruggezet zoals ze waren"),
    "entitlement.start": lambda: gettext("Recht op uitkering ingetrokken: het was een vergissing"),
    "occupation.note": lambda: gettext("Laatste beroep ingetrokken: het was een vergissing"),
}


def _row_undone(content: dict[str, str]) -> str:
    word = _UNDONE.get(content["what"])
    return word() if word else gettext("Teruggedraaid wat een bestand deed")


def _because(content: dict[str, str]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def register() -> None:
    """Make this room's verbs known."""
    register_verb("import.keep", ImportKept, section=None, heading=lambda c: gettext("Bestand bewaard"))
    register_verb(
        "import.preview", ImportPreviewed, section=None, heading=lambda c: gettext("Bestand nagekeken")
    )
    register_verb(
        "import.apply", ImportApplied, section=None, heading=lambda c: gettext("Regels uit bestand verwerkt")
    )
    register_verb(
        "import.layout",
        ImportLayoutSaved,
        section=None,
        heading=lambda c: gettext("Indeling bewaard: %(name)s") % {"name": c["name"]},
    )
    register_verb(
        "import.ask",
        ImportAsked,
        section=None,
        heading=lambda c: gettext("Gevraagd om mee te doen, regels: %(count)s") % {"count": c["rows"]},
    )
    register_verb(
        "import.queue", ImportQueued, section=None, heading=lambda c: gettext("Bestand in de rij gezet")
    )
    register_verb(
        "import.stop", ImportStopped, section=None, heading=lambda c: gettext("Verwerken van bestand gestopt")
    )
    register_verb("delivery.switch", DeliveriesSwitched, section=None, heading=_switched)
    register_verb(
        "delivery.resend",
        DeliveriesResent,
        section=None,
        heading=lambda c: gettext("Leveringen opnieuw in de rij gezet"),
    )
    register_verb(
        "import.finish", ImportFinished, section=None, heading=lambda c: gettext("Bestand helemaal verwerkt")
    )
    register_verb(
        "import.queue_check",
        ImportCheckQueued,
        section=None,
        heading=lambda c: gettext("Bestand in de rij gezet om na te kijken"),
    )
    register_verb(
        "import.discard",
        ImportDiscarded,
        section=None,
        heading=lambda c: gettext("Bestand weggegooid: %(days)s dagen niet verwerkt") % {"days": c["days"]},
    )
    _register_forms()
    _register_undoing()


def _register_forms() -> None:
    register_verb("delivery.switch_own", OwnActsSwitched, section=None, heading=_own_switched)
    register_verb(
        "delivery.save_form",
        DeliveryFormSaved,
        section=None,
        heading=lambda c: gettext("Concept van een leveringsindeling bewaard: %(topic)s") % _topic(c),
    )
    register_verb("delivery.switch_form", DeliveryFormSwitched, section=None, heading=_form_switched)
    register_verb("delivery.ask_file", DeliveryFileAsked, section=None, heading=_file_asked)


def _topic(content: dict[str, Any]) -> dict[str, Any]:
    return {"topic": DeliveryForm.Topic(content["topic"]).label, "number": content["number"]}


def _own_switched(content: dict[str, bool]) -> str:
    if content["is_on"]:
        return gettext("Leveren van wat cliënten zelf doen aangezet")
    return gettext("Leveren van wat cliënten zelf doen uitgezet")


def _form_switched(content: dict[str, Any]) -> str:
    if content["number"]:
        return gettext("Leveringsindeling in gebruik: %(topic)s, versie %(number)s") % _topic(content)
    return gettext("Terug naar de standaardindeling: %(topic)s") % _topic(content)


def _file_asked(content: dict[str, Any]) -> str:
    words = {"day": long_date(date.fromisoformat(content["starts_on"]))}
    if content["is_again"]:
        return gettext("Bestand met leveringen van %(day)s opnieuw in de rij gezet") % words
    return gettext("Verantwoording gevraagd van de maand vanaf %(day)s") % words


def _register_undoing() -> None:
    register_verb(
        "import.begin_undo",
        ImportUndoBegun,
        section=None,
        heading=lambda c: gettext("Terugdraaien van bestand begonnen"),
        lines=_because,
    )
    register_verb(
        "import.undo",
        ImportUndone,
        section=None,
        heading=lambda c: gettext("Regels uit bestand teruggedraaid"),
    )
    register_verb(
        "import.stop_undo",
        ImportUndoStopped,
        section=None,
        heading=lambda c: gettext("Terugdraaien van bestand gestopt"),
    )
    register_verb(
        "import.end_undo",
        ImportUndoFinished,
        section=None,
        heading=lambda c: gettext("Bestand teruggedraaid"),
    )
    register_verb(
        "import.undo_row",
        ImportRowUndone,
        glyph=Glyph.CORRECTION,
        heading=_row_undone,
        lines=_because,
    )
