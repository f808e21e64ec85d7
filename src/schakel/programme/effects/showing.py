"""An answer as the values of the command's JSON: English keys, counts as they may leave."""

from __future__ import annotations

from math import isnan
from typing import Any

from schakel.ground.kernel.shares import LEAST
from schakel.programme.effects.answering import Answer
from schakel.programme.effects.groups import GroupEffect
from schakel.programme.effects.model import Estimate
from schakel.programme.effects.privacy import may_tell_shares, outcome_cells, told, told_parts
from schakel.programme.effects.providers import Comparison, Provider
from schakel.programme.effects.wording import certainty, sentences, told_refusals


def answer_values(answer: Answer) -> dict[str, Any]:
    """The contract of `schakel effects estimate`; figures in units of the outcome (a share: 0 to 1)."""
    treated, refusals = int(answer.sample.treated.sum()), told_refusals(answer)
    return {
        "status": "answered" if answer.estimate else "refused",
        "reason": answer.refusals[0].code if answer.refusals else None,
        "refusals": [{"code": r.code, "nl": r.dutch, "en": r.english} for r in refusals],
        "service": answer.question.service,
        "against": answer.question.against or None,
        "outcome": answer.question.outcome,
        "unit": "share" if answer.sample.is_share else "amount",
        "months": answer.question.months or None,
        "design": "lot" if answer.question.by_lot else "observed",
        **_figures(answer.estimate),
        "certainty": certainty(answer.estimate) if answer.estimate else None,
        "told_as": _told_as(answer),
        "n_treated": _counted(treated),
        "n_comparison": _counted(len(answer.sample.treated) - treated),
        "gross": answer.gross if answer.estimate and may_tell_shares(answer.sample) else None,
        "cells": outcome_cells(answer.sample),
        "groups": _groups(answer),
        "sensitivity": _sensitivity(answer),
        "remarks": list(answer.remarks),
        "checks": answer.checks,
        "sentences": sentences(answer),
    }


def _figures(estimate: Estimate | None) -> dict[str, float | None]:
    if estimate is None:
        return dict.fromkeys(("effect", "se", "low", "high", "p_value"))
    return {
        "effect": estimate.effect,
        "se": estimate.se,
        "low": estimate.low,
        "high": estimate.high,
        "p_value": estimate.p_value,
    }


def _told_as(answer: Answer) -> str | None:
    if answer.estimate is None:
        return None
    return "direction_and_interval" if answer.only_direction else "effect_and_interval"


def _counted(count: int) -> int | None:
    return count if count >= LEAST or count == 0 else None


def _groups(answer: Answer) -> list[dict[str, Any]]:
    counts: dict[str, dict[str, int]] = {}
    for group in answer.groups:
        counts.setdefault(group.variable, {})[group.value] = group.n_treated
    shown = {variable: told_parts(parts) for variable, parts in counts.items()}
    return [_group(group, shown[group.variable][group.value]) for group in answer.groups]


def _group(group: GroupEffect, count: int | None) -> dict[str, Any]:
    return {
        "variable": group.variable,
        "value": group.value,
        "n_treated": count,
        "own": group.own,
        **_figures(group.estimate),
        "p_value": None if isnan(group.p_value) else group.p_value,
    }


def _sensitivity(answer: Answer) -> dict[str, Any]:
    if answer.sensitivity is None or answer.estimate is None:
        return {}
    found = answer.sensitivity
    return {
        "margin": found.margin,
        "low": answer.estimate.low - found.margin,
        "high": answer.estimate.high + found.margin,
        "largest_shift": {"trait": found.trait, "shift": found.shift},
        "robustness": found.robustness,
        "recorded_estimate": bool(answer.question.own),
    }


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """The contract of `schakel effects providers`: in the order of the names, without a rank."""
    return {
        "average": comparison.average,
        "dispersion": comparison.dispersion,
        "spread": comparison.spread,
        "largest_miscalibration": comparison.largest_miscalibration,
        "providers": [_provider(provider) for provider in comparison.providers],
    }


def _provider(provider: Provider) -> dict[str, Any]:
    """A small provider has its name and that it is too small, nothing else."""
    shown: dict[str, Any] = {
        "provider": provider.name,
        "statement": provider.statement,
        "n": told(provider.n),
    }
    if provider.statement == "too_few":
        return shown
    return {
        **shown,
        "difference": provider.difference,
        "shrunk": provider.shrunk,
        "low": provider.low,
        "high": provider.high,
        "better_than_average": provider.better,
        "beyond_limits": provider.beyond,
    }
