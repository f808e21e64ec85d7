"""What is declared about a region: its organisations, its people's chances, and what services really do."""

from __future__ import annotations

from dataclasses import dataclass, replace

TRAITS = (
    "age", "education_middle", "education_high", "health", "language", "experience", "lone_parent", "car",
    "debt",
)  # fmt: skip
"""Age counts in twelve years from 42; the others are 0 or 1."""

REGIMES = ("ww", "participatiewet", "wia", "")
NO_REGIME = len(REGIMES) - 1


@dataclass(frozen=True)
class Delay:
    """Working days, lognormal: their median, and the standard deviation of the logarithm."""

    median: float
    spread: float


@dataclass(frozen=True)
class Organisation:
    """Who guides clients; coaches for each district, share of the clients who live there, and how long it
    takes to take up who is handed over (municipalities only)."""

    key: str
    name: str
    kind: str
    place: str
    coaches: int
    share: float
    handover: Delay


@dataclass(frozen=True)
class Provider:
    """A provider; quality in log-odds of work, share of the clients."""

    key: str
    name: str
    place: str
    share: float
    quality: float


@dataclass(frozen=True)
class ClientType:
    """A kind of client: ages in years, ww in months, work in log-odds, traits as chances in TRAITS' order."""

    key: str
    name: str
    share: float
    regime: int
    age: tuple[int, int]
    ww: tuple[int, int]
    work: float
    traits: tuple[float, ...]


@dataclass(frozen=True)
class Service:
    """A service; see the comments of the file. picks is in TRAITS' order, by_type in that of the types."""

    key: str
    name: str
    by_provider: bool
    months: int
    lock_in: int
    during: float
    effect: float
    fade: float
    start: float
    prospects: float
    picks: tuple[float, ...]
    by_type: tuple[float, ...]


@dataclass(frozen=True)
class Work:
    """Finding lasting work: log-odds by trait, by month without work, and by motivation."""

    traits: tuple[float, ...]
    each_month: float
    motivation: float


@dataclass(frozen=True)
class JobEnd:
    """Losing work: chance in the first month, log-odds for each month more, and the WW that follows."""

    chance: float
    each_month: float
    ww_after: int
    ww: tuple[int, int]


@dataclass(frozen=True)
class Selection:
    """How coaches choose: see the comments of the file."""

    accuracy: float
    impression: float
    coach_spread: float
    busy: int


@dataclass(frozen=True)
class Occupation:
    """What people did before, and the share of them."""

    title: str
    share: float


@dataclass(frozen=True)
class Employer:
    """An employer with the mean number of vacancies in a month."""

    key: str
    name: str
    place: str
    vacancies: float
    occupations: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """Everything that is declared; first_month counts months since year 0.

    At an inflow_growth of 1 as many come in every month; at g, of all who come a part of x to the power g has
    come when a part x of the months is over.
    """

    name: str
    first_month: int
    months: int
    inflow_months: int
    district: int
    uwv: Organisation
    municipalities: tuple[Organisation, ...]
    providers: tuple[Provider, ...]
    client_types: tuple[ClientType, ...]
    services: tuple[Service, ...]
    work: Work
    job_end: JobEnd
    selection: Selection
    intake: Delay
    plan: Delay
    applies: float
    moves: float
    contact: float
    absent: float
    occupations: tuple[Occupation, ...]
    employers: tuple[Employer, ...]
    digest: str
    inflow_growth: float = 1.0

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """UWV first, then the municipalities: the numbering of organisations everywhere."""
        return (self.uwv, *self.municipalities)

    @property
    def ways(self) -> tuple[tuple[int, int], ...]:
        """Each way to get a service: its number and that of the provider, -1 for the organisation itself."""
        return tuple(
            (number, provider)
            for number, service in enumerate(self.services)
            for provider in (range(len(self.providers)) if service.by_provider else (-1,))
        )

    def until(self, last_month: int) -> Region:
        """The same region in other years, of which this is the last month (counted since year 0)."""
        return replace(self, first_month=last_month - self.months + 1)
