"""What the readers deliver: concepts with their labels, relations between them, and mappings from another
classification."""

from __future__ import annotations

from dataclasses import dataclass, field

ESCO, ISCO, BOC, DEMO, COMPETENT = "esco", "isco-08", "boc", "demo", "competent"
OCCUPATION, GROUP, SKILL, SKILL_GROUP = "occupation", "group", "skill", "skill_group"
ESSENTIAL, OPTIONAL, BROADER = "essential", "optional", "broader"


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation, a skill, or a group of these. Languages are two letters.

    `isco` is the ISCO-08 group code of an occupation; `skill_type` and `reuse_level` are ESCO's own words for
    a skill ("knowledge", "sector-specific"). `description` is in the first language that has one.
    """

    uri: str
    scheme: str
    code: str | None
    labels: dict[str, str] = field(hash=False)
    alternatives: dict[str, tuple[str, ...]] = field(hash=False)
    isco: str | None
    version: str
    kind: str = OCCUPATION
    skill_type: str = ""
    reuse_level: str = ""
    description: str = ""


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


@dataclass(frozen=True, slots=True)
class Relation:
    """What one version of a scheme says of two concepts: the source asks the target, or lies below it."""

    scheme: str
    version: str
    source_uri: str
    target_uri: str
    kind: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """A concept that a version no longer has, and the one to use instead."""

    scheme: str
    version: str
    kind: str
    old_uri: str
    new_uri: str
