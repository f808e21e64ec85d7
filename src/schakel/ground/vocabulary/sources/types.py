"""What the readers deliver: concepts with their labels, and mappings from another classification."""

from __future__ import annotations

from dataclasses import dataclass, field

ESCO, ISCO, BOC, DEMO = "esco", "isco-08", "boc", "demo"


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation or occupation group. Languages are two letters; `isco` is the ISCO-08 group code."""

    uri: str
    scheme: str
    code: str | None
    labels: dict[str, str] = field(hash=False)
    alternatives: dict[str, tuple[str, ...]] = field(hash=False)
    isco: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """An occupation of another classification and the concept it maps to.

    `relation` is the SKOS relation from the source to the target, such as "broadMatch": the target is
    broader than the source.
    """

    source_scheme: str
    source_code: str
    source_label: str
    target_uri: str
    relation: str
