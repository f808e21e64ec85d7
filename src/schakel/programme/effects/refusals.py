"""When no honest answer can be given, and how that is said, in Dutch and English.

The limits are those of the house; where the literature or a rule gives one it is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LEAST_TREATED, LEAST_COMPARISON = 100, 100
FULL_TREATED = 300
LEAST_EFFECTIVE = 50
WIDEST_POINTS, WIDEST_POINTS_OF_AMOUNT = 10.0, 20.0
MOST_CERTAIN, CERTAIN = 0.10, 0.9
LARGEST_IMBALANCE = 0.1
PLACEBO_POINTS = 1.0
MOST_LOST = 0.20
MOST_MISSING_STARTS = 0.05
MOST_ON_ONE_DAY = 0.5
LOT_P_VALUE = 0.001

_WHY = {
    "no_treated": (
        "niemand in dit bestand de dienst kreeg",
        "nobody in this file got the service",
        "kijk of de juiste kolom als dienst is gekozen",
        "check that the right column was chosen as the service",
    ),
    "no_comparison": (
        "iedereen in dit bestand de dienst kreeg, zodat er niemand is om mee te vergelijken",
        "everyone in this file got the service, so that there is nobody to compare with",
        "voeg mensen toe die de dienst niet of later kregen",
        "add people who didn't get the service, or got it later",
    ),
    "too_few": (
        "er ten minste {least} mensen met en {least} vergelijkbare zonder de dienst nodig zijn",
        "at least {least} people with the service and {least} comparable ones without are needed",
        "voeg jaren of gemeenten samen, of laat bij een wachtlijst het lot beslissen",
        "join years or municipalities, or let a lot decide where there is a waiting list",
    ),
    "overlap": (
        "er te weinig mensen zonder de dienst lijken op wie haar kreeg: voor {share} van hen is er bijna "
        "niemand, en de vergelijking is {effective} mensen waard",
        "too few people without the service are like those who got it: for {share} of them there is hardly "
        "anyone, and the comparison is worth {effective} people",
        "stel de vraag voor de groep waarin sommigen de dienst wel en anderen haar niet kregen",
        "ask about the group in which some got the service and others didn't",
    ),
    "unbalanced": (
        "de groepen ook na weging verschillen op {trait} ({figure} standaardafwijking)",
        "the groups differ after weighting too, on {trait} ({figure} standard deviations)",
        "kies een kleinere groep, of leg vast waarom de dienst werd gekozen",
        "choose a narrower group, or record why the service was chosen",
    ),
    "imprecise": (
        "de onzekerheid groter is dan {figure} naar beide kanten",
        "the uncertainty is more than {figure} to both sides",
        "voeg jaren of gemeenten samen",
        "join years or municipalities",
    ),
    "follow_up": (
        "van {share} niet bekend is hoe het afliep",
        "of {share} it isn't known how it ended",
        "wacht tot de periode voorbij is, of vul de uitkomst aan uit een register",
        "wait until the period is over, or complete the outcome from a register",
    ),
    "start_missing": (
        "van {share} van wie de dienst kreeg de begindatum ontbreekt",
        "the start date is missing for {share} of those who got the service",
        "vul de begindatums aan",
        "complete the start dates",
    ),
    "start_rounded": (
        "{share} van de diensten op dezelfde dag of in dezelfde maand van het jaar begint: dat is een datum "
        "van de administratie, niet het begin",
        "{share} of the services start on the same day or in the same month of the year: a date of the "
        "administration, not of the start",
        "gebruik de dag van het eerste gesprek of de eerste les",
        "use the day of the first talk or lesson",
    ),
    "end_for_start": (
        "de kolom {column} het einde van de dienst lijkt te zijn, niet het begin",
        "the column {column} seems to be the end of the service, not its start",
        "kies de kolom met het begin",
        "choose the column of the start",
    ),
    "ever_never": (
        "er wel begindatums maar geen maanden zijn: wie ooit en wie nooit een dienst kreeg zijn niet te "
        "vergelijken, omdat wie snel werk vindt geen tijd heeft om haar te krijgen",
        "there are start dates but no months: those who ever and those who never got a service can't be "
        "compared, since who finds work quickly has no time to get it",
        "lever een regel per persoon en maand, en kies die kolom met --month",
        "deliver a row per person and month, and choose that column with --month",
    ),
    "one_month": (
        "iedere persoon in dit bestand maar één maand heeft, zodat er geen verloop te volgen is",
        "each person in this file has one month only, so that there is no course to follow",
        "lever een regel per persoon en maand",
        "deliver a row per person and month",
    ),
    "outcome_before_start": (
        "bij {share} van wie de dienst kreeg de uitkomst er was vóór de dienst begon",
        "for {share} of those who got the service the outcome came before it started",
        "kijk na of begin en uitkomst in de juiste kolom staan",
        "check that start and outcome are in the right columns",
    ),
    "placebo": (
        "de groepen al verschilden op {trait}, iets waar de dienst geen invloed op kan hebben",
        "the groups differed already on {trait}, which the service cannot have changed",
        "leg vast waarom de dienst werd gekozen, of laat bij een wachtlijst het lot beslissen",
        "record why the service was chosen, or let a lot decide where there is a waiting list",
    ),
    "disagreement": (
        "twee manieren van rekenen meer verschillen dan de onzekerheid toelaat",
        "two ways of computing differ by more than the uncertainty allows",
        "kies een kleinere of gelijkere groep",
        "choose a smaller or more even group",
    ),
    "begin_missing": (
        "bij {share} van de regels de begindatum van de uitkering ontbreekt",
        "the start date of the benefit is missing in {share} of the rows",
        "vul de begindatums aan",
        "complete the start dates",
    ),
    "short_past": (
        "er ten minste {least} maanden vóór de periode nodig zijn om van te leren",
        "at least {least} months before the period are needed to learn from",
        "lever een langer verleden, of kies een latere periode",
        "deliver a longer past, or choose a later period",
    ),
    "few_benefits": (
        "er ten minste {least} uitkeringen in de periode nodig zijn, en {least} die ervoor eindigden",
        "at least {least} benefits in the period are needed, and {least} that ended before it",
        "voeg jaren of gemeenten samen",
        "join years or municipalities",
    ),
    "no_lot": (
        "de groepen meer verschillen dan bij een loting kan",
        "the groups differ more than they can where a lot decided",
        "reken zonder --randomised",
        "compute without --randomised",
    ),
}  # fmt: skip


# Where two services are compared there is nobody without one.
_WHY_AGAINST = {
    "no_comparison": (
        "niemand in dit bestand begon met {against}, de dienst om mee te vergelijken",
        "nobody in this file started {against}, the service to compare with",
        "kies met --against een andere dienst, of vergelijk met geen dienst",
        "choose another service with --against, or compare with no service",
    ),
    "too_few": (
        "er ten minste {least} mensen met de ene dienst nodig zijn en {least} vergelijkbare met {against}",
        "at least {least} people with the one service are needed and {least} comparable ones with {against}",
        "voeg jaren of gemeenten samen, of vergelijk met geen dienst",
        "join years or municipalities, or compare with no service",
    ),
    "overlap": (
        "te weinig mensen met {against} lijken op wie de dienst kreeg: voor {share} van hen is er bijna "
        "niemand, en de vergelijking is {effective} mensen waard",
        "too few people with {against} are like those who got the service: for {share} of them there is "
        "hardly anyone, and the comparison is worth {effective} people",
        "stel de vraag voor de groep waarin beide diensten voorkwamen",
        "ask about the group in which both services occurred",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """Why no answer is given: a code, and the figures that its sentence names.

    against is the service compared with, empty where the comparison is with none.
    """

    code: str
    figures: dict[str, str] = field(default_factory=dict)
    against: str = ""

    @property
    def dutch(self) -> str:
        """The sentence in Dutch."""
        why, _why, instead, _instead = self._words
        reason = why.format(**self.figures, against=self.against)
        return f"Hier kunnen wij geen eerlijke uitspraak over doen, omdat {reason}. Wat wel kan: {instead}."

    @property
    def english(self) -> str:
        """The sentence in English."""
        _why, why, _instead, instead = self._words
        reason = why.format(**self.figures, against=self.against)
        return f"We can't give an honest answer here, because {reason}. What can be done: {instead}."

    @property
    def _words(self) -> tuple[str, str, str, str]:
        return _WHY_AGAINST.get(self.code, _WHY[self.code]) if self.against else _WHY[self.code]


CODES = tuple(_WHY)


def rounded(amount: float) -> str:
    """An amount in three figures, whole from a hundred on."""
    return str(round(amount)) if abs(amount) >= 100 else f"{amount:.3g}"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * share:.0f}%"
