"""Reading profiles from lines of JSON: each is kept or refused, and refusals are counted by reason."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from schakel.employers.matching.codes import DEMANDS, EDUCATION_LEVELS, LANGUAGES, LEVELS, LICENCES, OFFERS
from schakel.employers.matching.places import problem_of
from schakel.employers.matching.types import ClientProfile, Hours, Location, Requirement, VacancyProfile
from schakel.ground.kernel.errors import InvalidError

T = TypeVar("T", ClientProfile, VacancyProfile)

# What may never weigh; such a line is refused whole, so that nobody believes it was used.
FORBIDDEN = frozenset(
    {
        "age",
        "birth_date",
        "date_of_birth",
        "sex",
        "gender",
        "origin",
        "nationality",
        "ethnicity",
        "religion",
        "postcode",
        "postal_code",
        "benefit",
        "benefit_kind",
        "benefit_duration",
        "unemployment_duration",
        "diagnosis",
        "health",
        "bsn",
        "name",
    }
)
COMMON = frozenset({"id", "location", "hours", "competences", "education", "languages", "licences"})
CLIENT_FIELDS = COMMON | {"radius_km", "occupations", "limitations"}
VACANCY_FIELDS = COMMON | {"occupation", "demands", "offers", "openings"}
MOST_HOURS = 80
MOST_RADIUS_KM = 400
MOST_COMPETENCES = 1_000
LINES_SHOWN = 5


class RefusedError(ValueError):
    """A line that can't be used, by a reason of the format's list."""


@dataclass(slots=True)
class Reading(Generic[T]):
    """What a file held: profiles, and refused lines by reason (rows = kept + refused)."""

    profiles: list[T] = field(default_factory=list)
    refused: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: int = 0
    without_competences: int = 0

    def values(self) -> dict[str, Any]:
        """Counts for the JSON contract, with the first lines of each refusal."""
        return {
            "rows": self.rows,
            "kept": len(self.profiles),
            "without_competences": self.without_competences,
            "refused": [
                {"reason": reason, "count": len(lines), "lines": lines[:LINES_SHOWN]}
                for reason, lines in sorted(self.refused.items())
            ],
        }


def read_clients(path: Path) -> Reading[ClientProfile]:
    """The clients in a file of JSON lines. Raises InvalidError when nothing in it can be read."""
    return _read(path, _client)


def read_vacancies(path: Path) -> Reading[VacancyProfile]:
    """The vacancies in a file of JSON lines. Raises InvalidError when nothing in it can be read."""
    return _read(path, _vacancy)


def _read(path: Path, convert: Callable[[dict[str, Any], dict[str, dict[str, str]]], T]) -> Reading[T]:
    reading: Reading[T] = Reading()
    seen: set[str] = set()
    for number, line in _lines(path):
        reading.rows += 1
        try:
            profile = convert(_object(line), reading.labels)
            if profile.id in seen:
                raise RefusedError("duplicate_id")
        except RefusedError as error:
            reading.refused[str(error)].append(number)
            continue
        seen.add(profile.id)
        reading.profiles.append(profile)
        reading.without_competences += not profile.competences
    if not reading.rows:
        raise InvalidError(
            f"{path.name} is leeg.", "Er staat geen enkele regel in.", "Kies een ander bestand."
        )
    return reading


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InvalidError(
            f"{path.name} is niet te lezen.", f"Reden: {type(error).__name__}.", "Controleer naam en rechten."
        ) from None


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise RefusedError("not_json") from None
    if not isinstance(found, dict):
        raise RefusedError("not_an_object")
    return found


def _client(values: dict[str, Any], labels: dict[str, dict[str, str]]) -> ClientProfile:
    _check_fields(values, CLIENT_FIELDS)
    return ClientProfile(
        id=_id(values),
        location=_location(values),
        radius_km=_number(values.get("radius_km"), "radius_km", 0, MOST_RADIUS_KM),
        competences=tuple(name for name, _required in _competences(values, labels)),
        occupations=tuple(_concept(each, labels, "occupations")[0] for each in _list(values, "occupations")),
        hours=None if values.get("hours") is None else _hours(values),
        education=_education(values),
        languages=_languages(values),
        licences=_codes(values, "licences", LICENCES),
        limitations=_codes(values, "limitations", DEMANDS),
    )


def _vacancy(values: dict[str, Any], labels: dict[str, dict[str, str]]) -> VacancyProfile:
    _check_fields(values, VACANCY_FIELDS)
    occupation = values.get("occupation")
    asked = [Requirement(name, required) for name, required in _competences(values, labels)]
    if occupation is None and not asked:
        raise RefusedError("nothing_to_match_on")
    return VacancyProfile(
        id=_id(values),
        location=_location(values),
        hours=_hours(values),
        occupation=None if occupation is None else _concept(occupation, labels, "occupation")[0],
        competences=tuple(asked),
        education=_education(values),
        languages=_languages(values),
        licences=_codes(values, "licences", LICENCES),
        demands=_codes(values, "demands", DEMANDS),
        offers=_codes(values, "offers", OFFERS),
        openings=_openings(values),
    )


def _check_fields(values: Mapping[str, Any], known: frozenset[str]) -> None:
    if FORBIDDEN & {name.casefold() for name in values}:
        raise RefusedError("forbidden_field")
    if set(values) - known:
        raise RefusedError("unknown_field")


def _id(values: Mapping[str, Any]) -> str:
    found = values.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int) or not str(found).strip():
        raise RefusedError("id")
    return str(found)


def _number(value: Any, reason: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise RefusedError(reason)
    return float(value)


def _pair(value: Any, reason: str) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise RefusedError(reason)
    first, second = (_number(each, reason, -360, 360) for each in value)
    return first, second


def _location(values: Mapping[str, Any]) -> Location:
    place = Location(*_pair(values.get("location"), "location"))
    problem = problem_of(place)
    if problem:
        raise RefusedError(problem)
    return place


def _hours(values: Mapping[str, Any]) -> Hours:
    low, high = _pair(values.get("hours"), "hours")
    if not 0 <= low <= high <= MOST_HOURS or high == 0 or (2 * low) % 1 or (2 * high) % 1:
        raise RefusedError("hours")
    return Hours(low, high)


def _education(values: Mapping[str, Any]) -> int | None:
    level = values.get("education")
    if level is not None and (isinstance(level, bool) or level not in EDUCATION_LEVELS):
        raise RefusedError("education")
    return None if level is None else int(level)


def _openings(values: Mapping[str, Any]) -> int:
    openings = values.get("openings", 1)
    if isinstance(openings, bool) or not isinstance(openings, int) or not 1 <= openings <= 1_000:
        raise RefusedError("openings")
    return openings


def _languages(values: Mapping[str, Any]) -> dict[str, str] | None:
    spoken = values.get("languages")
    if spoken is None:
        return None
    if not isinstance(spoken, dict) or not set(spoken) <= set(LANGUAGES):
        raise RefusedError("languages")
    if not all(isinstance(level, str) and level in LEVELS[1:] for level in spoken.values()):
        raise RefusedError("languages")
    return dict(spoken)


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    if found is not None and (not isinstance(found, list) or len(found) > MOST_COMPETENCES):
        raise RefusedError(name)
    return found or []


def _codes(values: Mapping[str, Any], name: str, known: Mapping[str, object]) -> frozenset[str]:
    found = _list(values, name)
    if not all(isinstance(code, str) and code in known for code in found):
        raise RefusedError(name)
    return frozenset(found)


def _competences(values: Mapping[str, Any], labels: dict[str, dict[str, str]]) -> list[tuple[str, bool]]:
    return [_concept(each, labels, "competences") for each in _list(values, "competences")]


def _concept(value: Any, labels: dict[str, dict[str, str]], reason: str) -> tuple[str, bool]:
    """The address of a concept and whether it is required; words that the record gives are kept."""
    if isinstance(value, str):
        value = {"concept": value}
    if not isinstance(value, dict) or set(value) - {"concept", "label", "required"}:
        raise RefusedError(reason)
    address, label, required = value.get("concept"), value.get("label"), value.get("required", True)
    if not isinstance(address, str) or not address.strip() or not isinstance(required, bool):
        raise RefusedError(reason)
    if label is not None and not isinstance(label, str):
        raise RefusedError(reason)
    if label:
        labels.setdefault(address, {}).setdefault("nl", label)
    return address, required
