"""How points are given: versioned figures, read from YAML and checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from schakel.employers.matching.codes import OFFERS
from schakel.employers.matching.types import Filter
from schakel.ground.kernel.errors import InvalidError

FOLDER = Path(__file__).resolve().parent / "policies"
NEWEST = FOLDER / "2026-1.yaml"
ALL_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures of one version; points are whole and together 10,000, distances in kilometres."""

    version: str
    valid_from: date
    competences: int
    occupation: int
    distance: int
    education: int
    required: int
    preferred: int
    near_percent: int
    shrink: int
    far_km: int
    levels_below: int
    percent_below: int
    cosine_percent: int
    prefix_percent: tuple[int, int, int, int]
    near_miss_distance_percent: int
    remedies: Mapping[Filter, tuple[str, ...]]


def load_policy(path: Path = NEWEST) -> Policy:
    """The policy in a file. Raises InvalidError when it can't be read or its figures can't hold together."""
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        policy = _policy(values)
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"Het bestand is niet te lezen ({type(error).__name__}).") from None
    except (yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise _wrong(path, f"Er ontbreekt iets of er staat iets verkeerds: {error}.") from None
    problem = _problem(policy)
    if problem:
        raise _wrong(path, problem)
    return policy


def _policy(values: Any) -> Policy:
    points, weight, education = values["points"], values["weight"], values["education"]
    one, two, three, four = (_whole(part) for part in values["proximity"]["prefix_percent"])
    return Policy(
        version=str(values["version"]),
        valid_from=_day(values["valid_from"]),
        competences=_whole(points["competences"]),
        occupation=_whole(points["occupation"]),
        distance=_whole(points["distance"]),
        education=_whole(points["education"]),
        required=_whole(weight["required"]),
        preferred=_whole(weight["preferred"]),
        near_percent=_whole(values["near_percent"]),
        shrink=_whole(values["shrink"]),
        far_km=_whole(values["far_km"]),
        levels_below=_whole(education["levels_below"]),
        percent_below=_whole(education["percent_below"]),
        cosine_percent=_whole(values["proximity"]["cosine_percent"]),
        prefix_percent=(one, two, three, four),
        near_miss_distance_percent=_whole(values["near_miss_distance_percent"]),
        remedies={Filter(name): tuple(offers) for name, offers in values["remedies"].items()},
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is geen geheel getal van nul of meer")
    return value


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is geen dag")
    return value


def _problem(policy: Policy) -> str:
    total = policy.competences + policy.occupation + policy.distance + policy.education
    percents = [policy.near_percent, policy.percent_below, policy.cosine_percent, *policy.prefix_percent]
    offers = {offer for known in policy.remedies.values() for offer in known}
    if total != ALL_POINTS:
        return f"De punten zijn samen {total}, niet {ALL_POINTS}."
    if max(percents) > 100:
        return "Een percentage is hoger dan 100."
    if sorted(policy.prefix_percent) != list(policy.prefix_percent):
        return "Meer gelijke cijfers van de ISCO-code mogen niet minder tellen."
    if not 1 <= policy.preferred <= policy.required <= 10:
        return "Gevraagd telt minstens zo zwaar als gewenst, en beide tellen 1 tot 10."
    if not 1 <= policy.far_km <= 600 or not 100 <= policy.near_miss_distance_percent <= 300:
        return "De afstanden vallen buiten wat kan: 1 tot 600 km, en 100 tot 300 procent."
    if policy.levels_below > 6 or policy.shrink > 1000:
        return "Meer dan 6 niveaus lager of een krimp boven 1000 kan niet."
    if offers - set(OFFERS):
        return f"Onbekend aanbod: {', '.join(sorted(offers - set(OFFERS)))}."
    return ""


def _wrong(path: Path, why: str) -> InvalidError:
    return InvalidError(
        f"Het beleid in {path.name} is niet te gebruiken.",
        why,
        "Vergelijk het met het eigen beleid van Schakel.",
    )
