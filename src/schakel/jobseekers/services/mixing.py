"""A mix of services derived from a population, and how an actual mix lies beside it; no database here."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.shares import LEAST, share
from schakel.jobseekers.services.catalogue.model import MIX

DISTANCES: dict[str, str | Promise] = {
    "near": _("kleine afstand tot werk"),
    "far": _("grote afstand tot werk"),
    "unknown": _("afstand nog niet bekend"),
}
"""How the population is split: by what the latest diagnosis says."""


def percents(weights: Mapping[str, float]) -> dict[str, int]:
    """Whole percents that make a hundred together, each as near to its weight as can be."""
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("a mix needs at least one part")
    exact = {key: 100 * weight / total for key, weight in weights.items()}
    found = {key: int(value) for key, value in exact.items()}
    rest = sorted(exact, key=lambda key: found[key] - exact[key])[: 100 - sum(found.values())]
    return {key: value + (key in rest) for key, value in found.items()}


def safe_population(counts: Mapping[str, int]) -> dict[str, int]:
    """Clients by distance, with groups below ten told as unknown, so that a share tells of nobody.

    Empty where there are fewer than ten together.
    """
    known = {key: count for key, count in counts.items() if key != "unknown" and count}
    unknown = counts.get("unknown", 0)
    for key in sorted(known, key=lambda name: known[name]):
        if known[key] < LEAST or 0 < unknown < LEAST:
            unknown += known.pop(key)
    found = known | ({"unknown": unknown} if unknown else {})
    return found if sum(found.values()) >= LEAST else {}


def derived_mix(population: Mapping[str, int], planned: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The mix that follows, in percent: of each distance its share of clients times what is planned."""
    weights = {
        mix: float(sum(clients * planned[distance].get(mix, 0) for distance, clients in population.items()))
        for mix in MIX
    }
    return percents(weights)


def beside_target(hits: int, total: int, target: int) -> str:
    """How a share lies beside its target, in words; chance is named where it may explain it."""
    found = share(hits, total)
    points = abs(round(100 * found.value) - target)
    if found.low * 100 <= target <= found.high * 100:
        return gettext("in lijn met het doel van %(target)d%%") % {"target": target}
    words = (
        ngettext("%(n)d procentpunt meer dan het doel van %(target)d%%",
                 "%(n)d procentpunten meer dan het doel van %(target)d%%", points)
        if found.value * 100 > target
        else ngettext("%(n)d procentpunt minder dan het doel van %(target)d%%",
                      "%(n)d procentpunten minder dan het doel van %(target)d%%", points)
    )  # fmt: skip
    return words % {"n": points, "target": target}
