"""The score once more, written from its description over profiles, without the engines' code."""

from __future__ import annotations

from fractions import Fraction

from schakel.employers.matching.codes import LEVELS
from schakel.employers.matching.places import on_map

IMPLIES = {"C": {"B", "AM"}, "CE": {"C", "BE", "B", "AM"}, "B": {"AM"}, "BE": {"B", "AM"}, "A": {"AM"},
           "D": {"B", "AM"}, "DE": {"D", "BE", "B", "AM"}, "vca_full": {"vca_basic"}}  # fmt: skip


def points(client, vacancy, words, policy) -> int:
    return (
        sum(item_points(client, vacancy, words, policy).values())
        + occupation_points(client, vacancy, words, policy)
        + distance_points(client, vacancy, policy)
        + education_points(client, vacancy, policy)
    )


def item_points(client, vacancy, words, policy) -> dict[str, int]:
    required: dict[str, bool] = {}
    for each in vacancy.competences:
        required[each.concept] = required.get(each.concept, False) or each.is_required
    weight = {
        name: int(words.weights[words.competences[name]]) * (policy.required if needed else policy.preferred)
        for name, needed in required.items()
    }
    total = sum(weight.values())
    budget = policy.competences * total // (total + policy.shrink * words.middle_weight) if total else 0
    groups = {group_of(name, words) for name in client.competences} - {-1}
    found = {}
    for name in weight:
        full = budget * weight[name] // total
        if name in client.competences:
            found[name] = full
        elif group_of(name, words) in groups:
            found[name] = full * policy.near_percent // 100
    return found


def group_of(name, words) -> int:
    return int(words.groups[words.competences[name]])


def occupation_points(client, vacancy, words, policy) -> int:
    if vacancy.occupation is None:
        return 0
    row = words.likeness[words.occupations[vacancy.occupation]]
    return (
        policy.occupation
        * max((int(row[words.occupations[o]]) for o in client.occupations), default=0)
        // 100
    )


def squared(client, vacancy) -> int:
    return sum((a - b) ** 2 for a, b in zip(on_map(client.location), on_map(vacancy.location), strict=True))


def distance_points(client, vacancy, policy) -> int:
    part = 1 - Fraction(squared(client, vacancy), (policy.far_km * 100) ** 2)
    return int(policy.distance * max(part, Fraction(0)))


def education_points(client, vacancy, policy) -> int:
    if vacancy.education is None or (client.education or 0) >= vacancy.education:
        return policy.education
    return policy.education * policy.percent_below // 100 if client.education else 0


def failing(client, vacancy, policy) -> list[str]:
    found = []
    if squared(client, vacancy) > round(client.radius_km * 100) ** 2:
        found.append("distance")
    if client.hours and not (
        client.hours.low <= vacancy.hours.high and vacancy.hours.low <= client.hours.high
    ):
        found.append("hours")
    if vacancy.licences - client.licences - {i for held in client.licences for i in IMPLIES.get(held, ())}:
        found.append("licence")
    for code, level in (vacancy.languages or {}).items():
        if client.languages is not None and LEVELS.index(client.languages.get(code, "")) < LEVELS.index(
            level
        ):
            found.append("language")
    if client.limitations & vacancy.demands:
        found.append("limitation")
    if client.education and vacancy.education and client.education + policy.levels_below < vacancy.education:
        found.append("education")
    return found


def is_close(client, vacancy, policy) -> bool:
    limit = round(client.radius_km * 100) * policy.near_miss_distance_percent
    return squared(client, vacancy) * 100**2 <= limit**2


def best(clients, vacancies, words, policy, top, *, near=False, by_client=False):
    """For each query [(number, points)] best first, over every pair."""
    answers = []
    for query in clients if by_client else vacancies:
        scored = []
        for number, other in enumerate(vacancies if by_client else clients):
            client, vacancy = (query, other) if by_client else (other, query)
            fails = failing(client, vacancy, policy)
            if len(fails) == int(near) and (not near or is_close(client, vacancy, policy)):
                scored.append((-points(client, vacancy, words, policy), number))
        answers.append([(number, -worth) for worth, number in sorted(scored)[:top]])
    return answers
