"""An answer in plain sentences, Dutch and English, each figure with its uncertainty on the same line."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

from schakel.programme.effects.answering import Answer
from schakel.programme.effects.model import Estimate
from schakel.programme.effects.privacy import may_tell_shares
from schakel.programme.effects.refusals import Refusal, rounded

_FIRST = {
    "direction": (
        "Het verschil dat {service} maakt{beside} in «{outcome}»{within} ligt waarschijnlijk tussen {low} en "
        "{high}{of}.",
        "The difference that {service} makes{beside} in “{outcome}”{within} is probably between {low} and "
        "{high}{of}.",
    ),
    "share": (
        "Van 100 vergelijkbare mensen gold «{outcome}»{within} met {service} voor ongeveer {ours}, {without} "
        "voor ongeveer {theirs}; het verschil is waarschijnlijk tussen {low} en {high}{of}.",
        "Of 100 comparable people “{outcome}”{within} held with {service} for about {ours}, {without} for "
        "about {theirs}; the difference is probably between {low} and {high}{of}.",
    ),
    "amount": (
        "«{outcome}»{within} was met {service} gemiddeld ongeveer {ours}, {without} {theirs}; het verschil "
        "is waarschijnlijk tussen {low} en {high}.",
        "“{outcome}”{within} was about {ours} on average with {service}, {theirs} {without}; the difference "
        "is probably between {low} and {high}.",
    ),
}
_WITHIN, _OF = (" binnen {} maanden", " within {} months"), (" op de 100", " in 100")
_BESIDE = (" vergeleken met {}", " compared with {}")
_WITHOUT = {"share": ("zonder", "without it"), "amount": ("zonder", "without")}
_WITH = ("met {}", "with {}")
_SAME = (
    "Wij kunnen niet uitsluiten dat beide diensten evenveel uitmaken.",
    "We can't rule out that both services do equally much.",
)
_BETTER = {
    "more": (
        "Het is waarschijnlijk dat deze dienst dit meer verhoogt dan de andere.",
        "This service probably raises this more than the other.",
    ),
    "less": (
        "Het is waarschijnlijk dat de andere dienst dit meer verhoogt dan deze.",
        "The other service probably raises this more than this one.",
    ),
    "none": _SAME,
}
_HIDDEN = (
    "Waren er redenen die niet in het dossier staan, dan kan het {} meer of minder zijn.",
    "If there were reasons that aren't in the record, it may be {} more or less.",
)
_CERTAINTY = {
    "none": (
        "Wij kunnen niet uitsluiten dat de dienst niets uitmaakt.",
        "We can't rule out that the service makes no difference.",
    ),
    "more": ("Het is waarschijnlijk dat de dienst dit verhoogt.", "The service probably raises this."),
    "less": ("Het is waarschijnlijk dat de dienst dit verlaagt.", "The service probably lowers this."),
}
_GROUP = ("Dit geldt voor de groep, niet voor één persoon.", "This holds for the group, not for one person.")
_REMARKS = {
    "large": (
        "Een verschil van meer dan tien punten is in dit veld zeldzaam: kijk de gegevens na.",
        "A difference of more than ten points is rare in this field: check the data.",
    ),
    "few": (
        "De groep is klein: lees alleen de richting en de grenzen.",
        "The group is small: read only the direction and the bounds.",
    ),
    "unrecorded": (
        "De inschatting van de professional is niet vastgelegd; niet elke reden staat misschien op papier.",
        "The professional's estimate wasn't recorded; reasons that nobody wrote down can't be ruled out.",
    ),
}


LANGUAGES = ("nl", "en")


def sentences(answer: Answer) -> dict[str, list[str]]:
    """The whole answer by language; a refusal is the sentences of its reasons."""
    if answer.estimate is None:
        told = [(refusal.dutch, refusal.english) for refusal in told_refusals(answer)]
        return {language: [pair[place] for pair in told] for place, language in enumerate(LANGUAGES)}
    return {language: _answered(answer, answer.estimate, place) for place, language in enumerate(LANGUAGES)}


def told_refusals(answer: Answer) -> list[Refusal]:
    """The reasons with what was compared, since that changes how some are said."""
    return [replace(refusal, against=answer.question.against) for refusal in answer.refusals]


def certainty(estimate: Estimate) -> str:
    """Whether the interval holds nothing (none), or lies above it (more) or below it (less)."""
    if estimate.low > 0:
        return "more"
    return "less" if estimate.high < 0 else "none"


def _answered(answer: Answer, estimate: Estimate, language: int) -> list[str]:
    is_share, months, against = answer.sample.is_share, answer.question.months, answer.question.against
    first = _FIRST[_form(answer)][language].format(
        beside=_BESIDE[language].format(against) if against else "",
        without=_without(answer, language),
        service=answer.question.service,
        outcome=answer.question.outcome,
        within=_WITHIN[language].format(months) if months else "",
        ours=_mean(answer.gross, is_share),
        theirs=_mean(answer.gross - estimate.effect, is_share),
        low=floor(100 * estimate.low) if is_share else rounded(estimate.low),
        high=ceil(100 * estimate.high) if is_share else rounded(estimate.high),
        of=_OF[language] if is_share else "",
    )
    return [
        first,
        (_BETTER if against else _CERTAINTY)[certainty(estimate)][language],
        _GROUP[language],
        *_hidden(answer, language),
        *(_REMARKS[name][language] for name in answer.remarks),
    ]


def _without(answer: Answer, language: int) -> str:
    """What stands beside the service: nothing, or the other one."""
    if answer.question.against:
        return _WITH[language].format(answer.question.against)
    return _WITHOUT["share" if answer.sample.is_share else "amount"][language]


def _form(answer: Answer) -> str:
    """Levels are told only of large groups without small cells; else the bounds alone."""
    if answer.only_direction or not may_tell_shares(answer.sample):
        return "direction"
    return "share" if answer.sample.is_share else "amount"


def _mean(value: float, is_share: bool) -> str:
    return str(min(100, max(0, round(100 * value)))) if is_share else rounded(value)


def _hidden(answer: Answer, language: int) -> list[str]:
    if answer.sensitivity is None:
        return []
    margin = answer.sensitivity.margin
    told = str(ceil(round(100 * margin, 6))) if answer.sample.is_share else rounded(margin)
    return [_HIDDEN[language].format(told)]
