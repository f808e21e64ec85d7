"""The benefit volume as the values of the command's JSON, and in plain sentences, Dutch and English."""

from __future__ import annotations

from dataclasses import asdict
from math import ceil, floor, isnan
from typing import Any

from schakel.programme.effects.benefits import Benefits, Change, GroupVolume, Volume
from schakel.programme.effects.files import month_text
from schakel.programme.effects.privacy import told, told_parts
from schakel.programme.effects.wording import LANGUAGES

_VOLUME = (
    "In {months} maanden, van {low} tot en met {high}, waren er {actual} uitkeringsmaanden. Te verwachten "
    "waren er {theoretical}, gezien wie er kwam en hoe het eerder ging.",
    "In {months} months, from {low} up to and including {high}, there were {actual} months on benefit. "
    "{theoretical} were to be expected, given who came and how it went before.",
)
_STATEMENT = {
    "lower": (
        "Dat zijn er {size} minder ({share}%), waarschijnlijk tussen {least} en {most} minder.",
        "That is {size} fewer ({share}%), probably between {least} and {most} fewer.",
    ),
    "higher": (
        "Dat zijn er {size} meer ({share}%), waarschijnlijk tussen {least} en {most} meer.",
        "That is {size} more ({share}%), probably between {least} and {most} more.",
    ),
    "indistinct": (
        "Dat verschil ({signed}, tussen {low} en {high}) is niet te onderscheiden van wat zo'n "
        "berekening mist.",
        "That difference ({signed}, between {low} and {high}) can't be told from what such a sum misses.",
    ),
}
_NO_EFFECT = (
    "Het verschil is geen effect van beleid of begeleiding: het is wat deze cijfers niet verklaren.",
    "The difference is no effect of policy or guidance: it is what these figures don't explain.",
)
_BACKTEST = (
    "Over de {months} maanden ervoor zat dezelfde berekening er {share}% naast.",
    "For the {months} months before, the same sum was {share}% off.",
)
_NO_BACKTEST = (
    "Het verleden is te kort om te zien hoeveel deze berekening ernaast kan zitten.",
    "The past is too short to see how far this sum can be off.",
)
_CHANGE = (
    "Vergeleken met de {months} maanden ervoor ({previous}) is dat {whole}: {numbers} door hoeveel mensen er "
    "kwamen en wanneer, {case_mix} door wie zij zijn{economy} en {rest} door iets anders.",
    "Compared with the {months} months before ({previous}) that is {whole}: {numbers} by how many people "
    "came and when, {case_mix} by who they are{economy} and {rest} by something else.",
)
_ECONOMY = (", {} door de arbeidsmarkt", ", {} by the labour market")
_WITHOUT_ECONOMY = (
    "Een cijfer van de arbeidsmarkt is niet meegegeven: wat daar veranderde zit in het verschil.",
    "No figure of the labour market was given: what changed there is part of the difference.",
)
_OUTSIDE = (
    "De arbeidsmarkt was niet eerder zoals in deze periode: wat dat doet is hier niet te leren.",
    "The labour market never was as in this period: what that does can't be learned here.",
)
_LOST = (
    "Van {n} uitkeringen is het einde niet bekend; zou elk meteen zijn gestopt of geen enkele, dan waren het "
    "{least} tot {most} maanden.",
    "Of {n} benefits the end isn't known; had each stopped at once or none of them, it would be {least} to "
    "{most} months.",
)
_GROUP = {
    "lower": (
        "{variable} {value}: {signed} maanden, minder dan te verwachten was (tussen {low} en {high}).",
        "{variable} {value}: {signed} months, fewer than to be expected (between {low} and {high}).",
    ),
    "higher": (
        "{variable} {value}: {signed} maanden, meer dan te verwachten was (tussen {low} en {high}).",
        "{variable} {value}: {signed} months, more than to be expected (between {low} and {high}).",
    ),
    "indistinct": (
        "{variable} {value}: niet te onderscheiden van wat te verwachten was (tussen {low} en {high}).",
        "{variable} {value}: can't be told from what was to be expected (between {low} and {high}).",
    ),
    "too_few": (
        "{variable} {value}: te weinig uitkeringen voor een uitspraak.",
        "{variable} {value}: too few benefits to say anything.",
    ),
}


def benefit_values(found: Benefits) -> dict[str, Any]:
    """The contract of `schakel effects benefits`; volumes in months on benefit."""
    return {
        "status": "refused" if found.volume is None else "answered",
        "reason": found.refusals[0].code if found.refusals else None,
        "refusals": [{"code": r.code, "nl": r.dutch, "en": r.english} for r in found.refusals],
        "unit": "benefit_months",
        "from": month_text(found.low),
        "until": month_text(found.high),
        "months": _months(found),
        "learned_from": {
            "from": month_text(found.begin),
            "until": month_text(found.low - 1),
            "ended": told(found.ended),
            "dispersion": found.dispersion,
        },
        **_volume(found.volume),
        "statement": found.statement,
        "change": asdict(found.change) if found.change else None,
        "backtest": _volume(found.backtest) if found.backtest else None,
        "groups": _groups(found.groups),
        "sentences": sentences(found),
    }


def _months(found: Benefits) -> int:
    return found.high - found.low + 1


_EMPTY = ("n", "actual", "theoretical", "difference", "se", "low", "high", "lost", "least", "most")


def _volume(volume: Volume | None) -> dict[str, float | int | None]:
    if volume is None:
        return dict.fromkeys(_EMPTY)
    difference = volume.difference
    return {
        "n": told(volume.n),
        "actual": volume.actual,
        "theoretical": volume.theoretical,
        "difference": difference.effect,
        "se": difference.se,
        "low": difference.low,
        "high": difference.high,
        "lost": told(volume.lost) if volume.lost else 0,
        "least": volume.least,
        "most": volume.most,
    }


def _groups(groups: tuple[GroupVolume, ...]) -> list[dict[str, Any]]:
    """A group that is too small has its name alone; so has one from which that of another would follow."""
    counts: dict[str, dict[str, int]] = {}
    for group in groups:
        counts.setdefault(group.variable, {})[group.value] = group.n
    shown = {variable: told_parts(parts) for variable, parts in counts.items()}
    return [_group(group, shown[group.variable][group.value]) for group in groups]


def _group(group: GroupVolume, count: int | None) -> dict[str, Any]:
    volume = group.volume if count is not None else None
    return {
        "variable": group.variable,
        "value": group.value,
        **_volume(volume),
        "n": count,
        "p_value": None if volume is None or isnan(group.p_value) else group.p_value,
        "statement": "too_few" if volume is None else _of_group(group),
    }


def _of_group(group: GroupVolume) -> str:
    if group.volume is None or not group.differs:
        return "indistinct"
    return "lower" if group.volume.difference.effect < 0 else "higher"


def sentences(found: Benefits) -> dict[str, list[str]]:
    """The whole answer by language; a refusal is the sentences of its reasons."""
    if found.volume is None:
        told_reasons = [(refusal.dutch, refusal.english) for refusal in found.refusals]
        return {language: [pair[place] for pair in told_reasons] for place, language in enumerate(LANGUAGES)}
    return {language: _said(found, found.volume, place) for place, language in enumerate(LANGUAGES)}


def _said(found: Benefits, volume: Volume, language: int) -> list[str]:
    lines = [
        _VOLUME[language].format(
            months=_months(found),
            low=month_text(found.low),
            high=month_text(found.high),
            actual=round(volume.actual),
            theoretical=round(volume.theoretical),
        ),
        _difference(found, volume, language),
        _NO_EFFECT[language],
        _missed(found, language),
    ]
    lines += [_changed(found, found.change, language)] if found.change else []
    lines += [] if found.has_economy else [_WITHOUT_ECONOMY[language]]
    lines += [_OUTSIDE[language]] if found.outside else []
    lines += [_lost(volume, language)] if told(volume.lost) else []
    return lines + [_told_group(group, language) for group in _groups(found.groups)]


def _difference(found: Benefits, volume: Volume, language: int) -> str:
    difference = volume.difference
    ends = sorted((abs(difference.low), abs(difference.high)))
    return _STATEMENT[found.statement or "indistinct"][language].format(
        size=round(abs(difference.effect)),
        share=_share(volume),
        least=floor(ends[0]),
        most=ceil(ends[1]),
        signed=_signed(difference.effect),
        low=floor(difference.low),
        high=ceil(difference.high),
    )


def _share(volume: Volume) -> str:
    return f"{100 * abs(volume.difference.effect) / volume.theoretical:.1f}"


def _signed(months: float) -> str:
    return f"{round(months):+d}"


def _missed(found: Benefits, language: int) -> str:
    if found.backtest is None:
        return _NO_BACKTEST[language]
    return _BACKTEST[language].format(months=_months(found), share=_share(found.backtest))


def _changed(found: Benefits, change: Change, language: int) -> str:
    economy = "" if change.economy is None else _ECONOMY[language].format(_signed(change.economy))
    return _CHANGE[language].format(
        months=_months(found),
        previous=round(change.previous),
        whole=_signed(change.actual - change.previous),
        numbers=_signed(change.numbers),
        case_mix=_signed(change.case_mix),
        economy=economy,
        rest=_signed(change.rest),
    )


def _lost(volume: Volume, language: int) -> str:
    return _LOST[language].format(n=told(volume.lost), least=round(volume.least), most=round(volume.most))


def _told_group(group: dict[str, Any], language: int) -> str:
    words = {"variable": group["variable"], "value": group["value"] or "–"}
    if group["statement"] != "too_few":
        words |= {"signed": _signed(group["difference"])}
        words |= {"low": str(floor(group["low"])), "high": str(ceil(group["high"]))}
    return _GROUP[group["statement"]][language].format(**words)
