"""What goes into a title index and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Via = Literal["alias", "crosswalk", "title"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One label of one concept. The first entry of a concept is its preferred label."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a crosswalk points to. `relation` is the SKOS mapping relation from the title to the concept,
    with or without "skos:"; "broadMatch" means that the concept is broader than the title."""

    uri: str
    relation: str


@dataclass(frozen=True, slots=True)
class Match:
    """A concept proposed for a title.

    `label` is the preferred label. `score` lies between 0 and 1: 1 for a confirmed alias, above .9 for a
    crosswalk, at most .9 for likeness of titles. `matched` is the label or title that led to the concept.
    """

    uri: str
    label: str
    score: float
    via: Via
    matched: str
