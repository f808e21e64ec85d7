"""What can be said of imports in the journal: numbers of rows, never what stood in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


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
class ImportLayoutSaved:
    """A layout was kept for the next files of its kind; version counts from 1."""

    name: str
    version: int


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
class DeliveriesSwitched:
    """From now on what the organisation registers is delivered to its own system, or no longer."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class DeliveriesResent:
    """Deliveries were put in the queue again."""

    count: int


def _switched(content: dict[str, bool]) -> str:
    return (
        gettext("Leveren aan eigen systeem aangezet")
        if content["is_on"]
        else gettext("Leveren aan eigen systeem uitgezet")
    )


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
