"""What is recorded of instruments that come and go, and of an organisation's scales."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class InstrumentLoaded:
    """An instrument of others can be used from now on."""

    key: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True)
class InstrumentRemoved:
    """An instrument that nobody used was taken away."""

    key: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True)
class ScalesArranged:
    """An organisation laid the scales of distance beside each other in its own way."""

    rows: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class MarketLoaded:
    """Figures of the labour market of one source and period were loaded, in the place of earlier ones."""

    source: str
    period_from: str
    period_to: str
    rows: int
    replaced: int


@dataclass(frozen=True, slots=True)
class MarketRemoved:
    """Figures of the labour market of one source and period were taken away."""

    source: str
    period_from: str
    period_to: str
    rows: int


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "instrument.load",
        InstrumentLoaded,
        section=None,
        heading=lambda c: gettext("Instrument geladen: %(key)s") % {"key": c["key"]},
    )
    register_verb(
        "instrument.remove",
        InstrumentRemoved,
        section=None,
        heading=lambda c: gettext("Instrument verwijderd: %(key)s") % {"key": c["key"]},
    )
    register_verb(
        "scales.arrange",
        ScalesArranged,
        section=None,
        heading=lambda _c: gettext("Schalen voor afstand tot werk gewijzigd"),
    )
    register_verb(
        "market.load",
        MarketLoaded,
        section=None,
        heading=lambda c: (
            gettext("Cijfers over de arbeidsmarkt ingelezen: %(source)s") % {"source": c["source"]}
        ),
    )
    register_verb(
        "market.remove",
        MarketRemoved,
        section=None,
        heading=lambda c: (
            gettext("Cijfers over de arbeidsmarkt weggehaald: %(source)s") % {"source": c["source"]}
        ),
    )
