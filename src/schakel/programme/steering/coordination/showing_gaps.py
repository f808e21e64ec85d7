"""Where sites fall short, in words for a person and in values for a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schakel.programme.steering.coordination.gaps import Gap, Score, SiteGaps, State, in_total
from schakel.programme.steering.coordination.model import Tables
from schakel.programme.steering.coordination.showing import needs_values, pair_words, word_values
from schakel.programme.steering.coordination.statements import Contradiction, Known

STATE_WORDS: Mapping[State, str] = {
    "in_place": "op orde",
    "on_paper": "alleen op papier",
    "agreed": "afgesproken, praktijk onbekend",
    "unwritten": "praktijk zonder afspraak",
    "missing": "ontbreekt",
    "not_agreed": "niet afgesproken, praktijk onbekend",
    "practised": "praktijk, afspraak onbekend",
    "not_practised": "geen praktijk, afspraak onbekend",
    "unknown": "onbekend",
}


def score_values(score: Score) -> dict[str, Any]:
    """Covered and not known of how many, and the share between its bounds."""
    return {
        "covered": score.covered,
        "unknown": score.unknown,
        "of": score.of,
        "low": round(score.low, 4),
        "high": round(score.high, 4),
    }


def gaps_values(found: Sequence[SiteGaps]) -> dict[str, Any]:
    """Each site, situation and group, and the totals by site and group."""
    return {
        "totals": [
            {"site": site, "group": group} | _scores_values(*scores)
            for (site, group), scores in in_total(found).items()
        ],
        "answers": [_site_values(each) for each in found],
        "contradictions": [_contradiction_values(each) for each in contradictions(found)],
    }


def contradictions(found: Iterable[SiteGaps]) -> list[Contradiction]:
    """Every contradiction once: lines for every group meet again in each group."""
    return list(dict.fromkeys(clash for each in found for clash in each.contradictions))


def _contradiction_values(each: Contradiction) -> dict[str, Any]:
    return {"file": each.file, "lines": list(each.lines), "kind": each.kind}


def _scores_values(agreed: Score, practised: Score) -> dict[str, Any]:
    return {"agreed": score_values(agreed), "practised": score_values(practised)}


def _site_values(each: SiteGaps) -> dict[str, Any]:
    values = {"site": each.site, "situation": each.situation, "group": each.group}
    if each.refused:
        return values | {"status": "refused", "reason": word_values(each.refused)}
    return (
        values
        | {"status": "answered", "reason": None}
        | _scores_values(each.agreed, each.practised)
        | {
            "pairs": [_gap_values(gap) for gap in each.gaps],
            "shortfalls": [list(gap.pair) for gap in each.shortfalls],
        }
    )


def _gap_values(gap: Gap) -> dict[str, Any]:
    return {
        "row": gap.pair.row,
        "column": gap.pair.column,
        "rank": gap.rank,
        "required": needs_values(gap.needs),
        "agreed": _known_values(gap.agreed),
        "practised": _known_values(gap.practised),
        "product": gap.product,
        "process": gap.process,
        "beyond": gap.is_beyond,
    }


def _known_values(said: Known) -> dict[str, bool | None]:
    return {"product": said.product, "process": said.process}


def gaps_words(found: Sequence[SiteGaps], tables: Tables) -> list[str]:
    """Each site in Dutch, with where it falls short."""
    terms, lines = tables.terms, []
    for each in found:
        name = tables.situations[each.situation].name.dutch
        head = f"{each.site}, {name}, {terms.groups[each.group].dutch}: "
        if each.refused:
            lines.append(head + each.refused.dutch)
            continue
        lines.append(
            f"{head}afgesproken {_score_words(each.agreed)}, in praktijk {_score_words(each.practised)}"
        )
        lines += [f"  {pair_words(gap.pair, terms)}: {_gap_words(gap)}" for gap in each.shortfalls]
    return lines


def _score_words(score: Score) -> str:
    most = "" if score.low == score.high else f" tot {score.high:.0%}"
    return f"{score.low:.0%}{most} van {score.of}"


def _gap_words(gap: Gap) -> str:
    kinds = (("product", gap.product), ("proces", gap.process))
    return ", ".join(f"{kind} {STATE_WORDS[state]}" for kind, state in kinds if state is not None)
