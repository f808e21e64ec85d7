"""The funnel plot of providers as SVG: how far each is from the average, and what chance gives."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import numpy as np

from schakel.programme.effects.providers import LIMITS, Comparison, Provider

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 60, 40, 60
TICKS = 5
WORDS = {1.96: "95 %", 3.09: "99,8 %"}

Place = Callable[[float, float], tuple[float, float]]


def funnel_svg(comparison: Comparison) -> str:
    """Points of the providers that a figure may be told of, with 95 % and 99.8 % limits; Dutch words.

    Across stands the effective number of clients, the square of what one client's outcome varies over the
    error's, so that limits of different case mix are comparable; up the difference in points.
    """
    shown = [provider for provider in comparison.providers if provider.statement != "too_few"]
    most = max((effective(comparison, provider) for provider in shown), default=100.0) * 1.05
    farthest = max((abs(provider.difference) for provider in shown), default=0.1) * 1.2
    least = min((effective(comparison, provider) for provider in shown), default=30.0)
    tallest = max(farthest, LIMITS[1] * _spread_at(comparison, least))

    def place(number: float, difference: float) -> tuple[float, float]:
        across = LEFT + (WIDTH - LEFT - RIGHT) * number / most
        up = TOP + (HEIGHT - TOP - BOTTOM) * (tallest - difference) / (2 * tallest)
        return across, up

    parts = [
        *_axes(most, tallest, place),
        *(_limit(comparison, sign * limit, most, tallest, place) for limit in LIMITS for sign in (1, -1)),
        *(_point(comparison, provider, place) for provider in shown),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="#333">'
        f"<title>Verschil met het gemiddelde per aanbieder</title><desc>{_told(comparison, shown)}</desc>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>'
    )


def effective(comparison: Comparison, provider: Provider) -> float:
    """The number of average clients that gives this provider's error."""
    return comparison.average * (1 - comparison.average) / provider.error**2


def _spread_at(comparison: Comparison, number: float) -> float:
    error = comparison.average * (1 - comparison.average) / number
    return float(np.sqrt(error + comparison.spread**2))


def _told(comparison: Comparison, shown: list[Provider]) -> str:
    """The picture in a sentence, for who does not see it."""
    outside = sum(provider.beyond for provider in shown)
    return (
        f"{len(shown)} aanbieders; {outside} buiten de grenzen van 99,8 %. "
        f"Het gemiddelde van alle cliënten is {100 * comparison.average:.0f} op de 100."
    )


def _round_step(length: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, … times a power of ten that divides a length in at most TICKS."""
    power = 10.0 ** np.floor(np.log10(length / TICKS))
    return float(next(power * each for each in (1, 2, 5, 10) if power * each * TICKS >= length))


def _axes(most: float, tallest: float, place: Place) -> list[str]:
    step = _round_step(100 * tallest) / 100
    parts = [_level(number * step, most, place) for number in range(-TICKS, TICKS + 1)
             if abs(number * step) <= tallest]  # fmt: skip
    across = _round_step(most)
    for number in range(int(most / across) + 1):
        left, _up = place(number * across, 0)
        parts.append(
            f'<text x="{left:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
            f"{number * across:.0f}</text>"
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    return [
        *parts,
        f'<text x="{LEFT - 56}" y="{TOP - 18}">verschil met het gemiddelde, op de 100 cliënten</text>',
        f'<text x="{middle:.0f}" y="{HEIGHT - 14}" text-anchor="middle">'
        "cliënten (gewogen naar hun samenstelling)</text>",
    ]


def _level(difference: float, most: float, place: Place) -> str:
    """A line across with its figure; the average is darker."""
    (left, up), (right, _same) = place(0, difference), place(most, difference)
    words = f"{100 * difference:+.4g}".replace("-", "−") if abs(difference) > 1e-12 else "0"
    colour = "#333" if words == "0" else "#ddd"
    return (
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{up:.1f}" y2="{up:.1f}" stroke="{colour}"/>'
        f'<text x="{LEFT - 10}" y="{up + 4:.1f}" text-anchor="end">{words}</text>'
    )


def _limit(comparison: Comparison, sigma: float, most: float, tallest: float, place: Place) -> str:
    """One side of a limit as far as it is in the picture, with its share at the end."""
    numbers = np.linspace(most / 200, most, 200)
    edge = [(float(number), sigma * _spread_at(comparison, float(number))) for number in numbers]
    points = [place(*point) for point in edge if abs(point[1]) <= tallest]
    drawn = " ".join(f"{across:.1f},{up:.1f}" for across, up in points)
    dashes = ' stroke-dasharray="6 4"' if abs(sigma) == LIMITS[0] else ""
    across, up = points[-1]
    return (
        f'<polyline points="{drawn}" fill="none" stroke="#666"{dashes}/>'
        f'<text x="{across + 6:.1f}" y="{up + 4:.1f}">{WORDS[abs(sigma)]}</text>'
    )


def _point(comparison: Comparison, provider: Provider, place: Place) -> str:
    across, up = place(effective(comparison, provider), provider.difference)
    words = f"{escape(provider.name)}: {100 * provider.difference:+.0f} op de 100"
    return (
        f'<circle cx="{across:.1f}" cy="{up:.1f}" r="5" fill="#154273" fill-opacity="0.75" stroke="#fff">'
        f"<title>{words}</title></circle>"
    )
