"""Small server-drawn pictures without script or inline style: meter, points bar, stages, interval.

Widths are SVG attributes, because the Content-Security-Policy refuses inline style.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

SHADES = 4


def _percent(part: float, whole: float) -> str:
    share = 0.0 if whole <= 0 else min(1.0, max(0.0, part / whole))
    return f"{share * 100:.2f}%"


def meter(done: float, total: float, *, label: str = "", kind: str = "ours") -> SafeString:
    """A bar of what is done out of a total; the label says the same in words."""
    words = label or gettext("%(done)g van %(total)g") % {"done": done, "total": total}
    css = "sk-meter sk-meter--client" if kind == "client" else "sk-meter"
    return format_html(
        '<svg class="{}" role="img" aria-label="{}"><rect width="{}" height="100%" rx="4"/></svg>',
        css,
        words,
        _percent(done, total),
    )


def points(parts: Sequence[float], total: float, *, label: str) -> SafeString:
    """The parts of an explained score in four shades on one bar; total is the full length of the bar.

    Raises ValueError for more parts than shades, since two parts would then look alike.
    """
    if len(parts) > SHADES:
        raise ValueError(
            f"A points bar has {SHADES} shades, {len(parts)} parts were given. Join the smallest."
        )
    starts = [sum(parts[:index]) for index in range(len(parts))]
    rects = format_html_join(
        "",
        '<rect class="sk-p{}" x="{}" width="{}" height="100%"/>',
        (
            (index + 1, _percent(starts[index], total), _percent(part, total))
            for index, part in enumerate(parts)
        ),
    )
    return format_html('<svg class="sk-points" role="img" aria-label="{}">{}</svg>', label, rects)


def stage_bar(count: float, largest: float) -> SafeString:
    """The bar of one stage; a dashed open link when nobody is there. Decoration beside the number."""
    if count <= 0:
        return format_html(
            '<svg class="sk-stage sk-stage--none" aria-hidden="true">'
            '<rect x="1" y="1" width="{}" height="11" rx="5.5"/></svg>',
            "13",
        )
    return format_html(
        '<svg class="sk-stage" aria-hidden="true"><rect width="{}" height="13" rx="6.5"/></svg>',
        _percent(count, largest),
    )


_LEFT, _RIGHT = 10.0, 250.0


def _place(value: float, axis: tuple[float, float]) -> float:
    low, high = axis
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return _LEFT + share * (_RIGHT - _LEFT)


def _band(css: str, low: float, high: float, top: float, axis: tuple[float, float]) -> SafeString:
    start, end = _place(low, axis), _place(high, axis)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        css,
        f"{start:.1f}",
        f"{top:g}",
        f"{end - start:.1f}",
        f"{26 - 2 * top:g}",
    )


def _axis(axis: tuple[float, float]) -> SafeString:
    low, high = axis
    step = 10 if high - low <= 60 else 20
    marks = range(int(low), int(high) + 1, step)
    texts = format_html_join(
        "",
        '<text x="{}" y="38" text-anchor="{}">{}</text>',
        (
            (f"{_place(mark, axis):g}", _anchor(mark, axis), f"{mark:+d}".replace("-", "−") if mark else "0")
            for mark in marks
        ),
    )
    zero = f"{_place(0, axis):g}"
    return format_html(
        '<line class="ax" x1="10" x2="250" y1="25.5" y2="25.5"/>'
        '<line class="zero" x1="{}" x2="{}" y1="2" y2="28"/>{}',
        zero,
        zero,
        texts,
    )


def _anchor(mark: float, axis: tuple[float, float]) -> str:
    return {axis[0]: "start", axis[1]: "end"}.get(mark, "middle")


def interval(
    low: float,
    high: float,
    *,
    label: str,
    point: float | None = None,
    sensitivity: tuple[float, float] | None = None,
    axis: tuple[float, float] = (-10, 20),
) -> SafeString:
    """An effect with its interval on a shared axis, per 100 people; never a point without its interval.

    The wider sensitivity band shows what an unmeasured difference could do. Values beyond the axis are
    drawn at its end, the words beside the picture carry the true figures.
    """
    wide = _band("sens", *sensitivity, 6, axis) if sensitivity else ""
    dot = (
        ""
        if point is None
        else format_html('<circle class="pt" cx="{}" cy="13" r="5"/>', f"{_place(point, axis):.1f}")
    )
    return format_html(
        '<svg class="sk-unc" viewBox="0 0 260 40" role="img" aria-label="{}">{}{}{}{}</svg>',
        label,
        wide,
        _band("ci", low, high, 9, axis),
        dot,
        _axis(axis),
    )
