"""The region lived in plain Python, one client at a time: the baseline of the bench, and its oracle."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, sqrt
from statistics import NormalDist

from schakel.simulation.region.chances import BUSY_AT_LEAST, BUSY_WIDTH
from schakel.simulation.region.declared import TRAITS, Region
from schakel.simulation.region.spells import ASSISTANCE, NEVER, NONE, WIA, WW, Ending
from schakel.simulation.region.streams import Draw, mixed

_GOLDEN, _WHOM, _STEP = 0x9E3779B97F4A7C15, 0xD1342543DE82EF95, 0xC2B2AE3D27D4EB4F
_NORMAL = NormalDist()
Row = list[int]
"""ORDER, BEGIN, REGIME, RIGHT_END, APPLIES, WAY, START, END, ENDING."""


def uniform(seed: int, draw: Draw, whom: int, step: int = 0) -> float:
    """One number between 0 and 1."""
    state = mixed(mixed(mixed(seed * _GOLDEN + draw) + whom * _WHOM) + step * _STEP)
    return ((state >> 11) + 0.5) * 2.0**-53


def normal(seed: int, draw: Draw, whom: int) -> float:
    """One number by the standard normal distribution."""
    return _NORMAL.inv_cdf(uniform(seed, draw, whom))


def logistic(odds: float) -> float:
    """The chance that belongs to log-odds."""
    return 1 / (1 + exp(-odds))


def pick(chance: float, weights: list[float]) -> int:
    """Which of several, by weights."""
    return bisect_right(list(accumulate(weights))[:-1], chance)


@dataclass(slots=True)
class Client:
    """Somebody, as drawn."""

    number: int
    kind: int
    traits: list[float]
    motivation: float
    impression: float
    inflow: int
    home: int
    lenience: tuple[float, float]


def drawn(region: Region, seed: int, number: int) -> Client:
    """One client."""
    kind = pick(uniform(seed, Draw.KIND, number), [each.share for each in region.client_types])
    declared = region.client_types[kind]
    age = declared.age[0] + int(uniform(seed, Draw.AGE, number) * (declared.age[1] - declared.age[0] + 1))
    chances = [uniform(seed, Draw.TRAIT, number, step) for step in range(len(TRAITS))]
    traits = [float(chance < part) for chance, part in zip(chances, declared.traits, strict=True)]
    traits[2] = float(declared.traits[1] <= chances[1] < declared.traits[1] + declared.traits[2])
    traits[0] = (age - 42) / 12
    motivation, accuracy = normal(seed, Draw.MOTIVATION, number), region.selection.accuracy
    noise = normal(seed, Draw.IMPRESSION, number)
    home = 1 + pick(uniform(seed, Draw.MUNICIPALITY, number), [m.share for m in region.municipalities])
    return Client(
        number, kind, traits, motivation, accuracy * motivation + sqrt(1 - accuracy**2) * noise,
        int(uniform(seed, Draw.INFLOW, number) * region.inflow_months), home,
        (_lenience(region, seed, number, 0, 0), _lenience(region, seed, number, 1, home)),
    )  # fmt: skip


def _lenience(region: Region, seed: int, number: int, step: int, at: int) -> float:
    coach = int(uniform(seed, Draw.COACH, number, step) * region.organisations[at].coaches)
    whom = (number // region.district * len(region.organisations) + at) * 1000 + coach
    return region.selection.coach_spread * normal(seed, Draw.LENIENCE, whom)


def life(region: Region, seed: int, number: int) -> list[Row]:
    """All spells of one client, month by month."""
    client, rows, now = drawn(region, seed, number), [], [0] + [NEVER] * 8
    is_seeking = is_working = False
    regime = region.client_types[client.kind].regime
    for month in range(region.months):
        if month == client.inflow:
            now = _begin(region, seed, client, now, month, regime, region.client_types[client.kind].ww)
            is_seeking = True
        if is_working and _loses(region, seed, client, month - now[7], month):
            back = WIA if regime == WIA else WW if month - now[7] >= region.job_end.ww_after else ASSISTANCE
            now = _begin(region, seed, client, now, month, back, region.job_end.ww)
            is_seeking, is_working = True, False
        if not is_seeking:
            continue
        now[7], now[8], is_working = _course(region, seed, client, now, month)
        if now[8] != Ending.RUNNING:
            is_seeking = False
            rows.append(list(now))
    if is_seeking:
        rows.append([*now[:7], region.months, int(Ending.RUNNING)])
    return rows


def _begin(
    region: Region, seed: int, client: Client, now: Row, month: int, regime: int, ww: tuple[int, int]
) -> Row:
    length = ww[0] + int(uniform(seed, Draw.WW, client.number, month) * (ww[1] - ww[0] + 1))
    applies = uniform(seed, Draw.APPLIES, client.number, month) < region.applies
    is_ww = regime == WW
    return [
        now[0] + 1, month, regime, month + length if is_ww else NEVER, int(is_ww and applies), NONE, NEVER,
        NEVER, int(Ending.RUNNING),
    ]  # fmt: skip


def _loses(region: Region, seed: int, client: Client, worked: int, month: int) -> bool:
    end = region.job_end
    chance = logistic(log(end.chance / (1 - end.chance)) + end.each_month * worked)
    return uniform(seed, Draw.JOB_END, client.number, month) < chance


def _course(region: Region, seed: int, client: Client, now: Row, month: int) -> tuple[int, int, bool]:
    """One month of a spell: its end and ending, and whether work was found."""
    if uniform(seed, Draw.MOVES, client.number, month) < region.moves:
        return month, int(Ending.MOVED), False
    if now[5] == NONE:
        _serve(region, seed, client, now, month)
    odds = _prospects(region, client) + region.work.motivation * client.motivation
    odds += region.work.each_month * (month - now[1])
    if now[5] != NONE:
        odds += _service(region, client, now[5], month - now[6])
    if uniform(seed, Draw.WORK, client.number, month) < logistic(odds):
        return month, int(Ending.WORK), True
    return now[7], int(Ending.RUNNING), False


def _prospects(region: Region, client: Client) -> float:
    by_trait = sum(part * value for part, value in zip(region.work.traits, client.traits, strict=True))
    return region.client_types[client.kind].work + by_trait


def _service(region: Region, client: Client, way: int, since: int) -> float:
    number, provider = region.ways[way]
    service = region.services[number]
    if since < service.lock_in:
        return log(service.during)
    quality = region.providers[provider].quality if provider != NONE else 0.0
    return (service.effect + service.by_type[client.kind] + quality) * exp(
        -service.fade * (since - service.lock_in)
    )


def _serve(region: Region, seed: int, client: Client, now: Row, month: int) -> None:
    """Start a service when chance says so, by one of the ways."""
    guide = {WW: 0, ASSISTANCE: 1, WIA: 0}[now[2]]
    if month >= now[3]:
        if not now[4]:
            return
        guide = 1
    drawn_now, total = uniform(seed, Draw.SERVICE, client.number, month), 0.0
    busy = BUSY_AT_LEAST + exp(-(((month - now[1] - region.selection.busy) / BUSY_WIDTH) ** 2))
    shared = region.selection.impression * client.impression + client.lenience[guide]
    near = _prospects(region, client) - sum(each.share * each.work for each in region.client_types)
    for way, (number, provider) in enumerate(region.ways):
        service = region.services[number]
        picks = sum(part * value for part, value in zip(service.picks, client.traits, strict=True))
        chance = logistic(shared + service.start + service.prospects * near + picks) * busy
        total += chance * (region.providers[provider].share if provider != NONE else 1.0)
        if drawn_now < total:
            now[5], now[6] = way, month
            return
