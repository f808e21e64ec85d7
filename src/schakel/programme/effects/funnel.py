"""The funnel plot of providers as SVG: how far each is from the average, and what chance gives."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import numpy as np

from schakel.programme.effects.providers import LIMITS, Comparison, Provider

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 20, 50

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
        *(
            _limit(comparison, sign * limit, (least * 0.8, most), place)
            for limit in LIMITS
            for sign in (1, -1)
        ),
        *(_point(comparison, provider, place) for provider in shown),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>Verschil met het gemiddelde per aanbieder</title>'
        f"{''.join(parts)}</svg>"
    )


def effective(comparison: Comparison, provider: Provider) -> float:
    """The number of average clients that gives this provider's error."""
    return comparison.average * (1 - comparison.average) / provider.error**2


def _spread_at(comparison: Comparison, number: float) -> float:
    error = comparison.average * (1 - comparison.average) / number
    return float(np.sqrt(error + comparison.spread**2))


def _axes(most: float, tallest: float, place: Place) -> list[str]:
    (left, middle), (right, _same) = place(0, 0), place(most, 0)
    parts = [
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{middle:.1f}" y2="{middle:.1f}" stroke="#333"/>',
        f'<text x="{(left + right) / 2:.1f}" y="{HEIGHT - 12}" text-anchor="middle">'
        "cliënten (gewogen naar hun samenstelling)</text>",
    ]
    for part in (-1, -0.5, 0.5, 1):
        _across, up = place(0, part * tallest * 0.9)
        words = f"{100 * part * tallest * 0.9:+.0f}".replace("-", "−")
        parts.append(f'<text x="{LEFT - 8}" y="{up + 4:.1f}" text-anchor="end">{words}</text>')
    for part in (0.25, 0.5, 0.75, 1):
        across, _up = place(part * most, 0)
        parts.append(
            f'<text x="{across:.1f}" y="{HEIGHT - 30}" text-anchor="middle">{part * most:.0f}</text>'
        )
    return parts


def _limit(comparison: Comparison, sigma: float, ends: tuple[float, float], place: Place) -> str:
    numbers = np.linspace(ends[0], ends[1], 80)
    points = [place(float(number), sigma * _spread_at(comparison, float(number))) for number in numbers]
    drawn = " ".join(f"{across:.1f},{up:.1f}" for across, up in points)
    dashes = ' stroke-dasharray="5 4"' if abs(sigma) == LIMITS[0] else ""
    return f'<polyline points="{drawn}" fill="none" stroke="#666"{dashes}/>'


def _point(comparison: Comparison, provider: Provider, place: Place) -> str:
    across, up = place(effective(comparison, provider), provider.difference)
    words = f"{escape(provider.name)}: {100 * provider.difference:+.0f} op de 100"
    return (
        f'<circle cx="{across:.1f}" cy="{up:.1f}" r="4" fill="#154273" fill-opacity="0.8">'
        f"<title>{words}</title></circle>"
    )
