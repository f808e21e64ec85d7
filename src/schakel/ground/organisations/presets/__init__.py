"""Sets of chain partners to begin a region with, written by us; read from the files beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from schakel.ground.access.types import OrganisationKind


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of a preset; begins and ends only for what is history."""

    kind: OrganisationKind
    name: str
    begins: date | None = None
    ends: date | None = None

    def named(self, region: str) -> str:
        """Its name in that region."""
        return self.name.format(region=region)


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of partners, with its key."""

    key: str
    title: str
    about: str
    partners: tuple[Partner, ...]


@lru_cache(maxsize=1)
def presets() -> dict[str, Preset]:
    """All presets by key, newest time first."""
    files = sorted(Path(__file__).parent.glob("*.yaml"), reverse=True)
    return {path.stem: _preset(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in files}


def _preset(key: str, written: dict[str, Any]) -> Preset:
    partners = tuple(
        Partner(OrganisationKind(line["kind"]), line["name"], line.get("from"), line.get("to"))
        for line in written["organisations"]
    )
    return Preset(key, written["title"], written["about"], partners)
