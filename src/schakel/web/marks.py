"""The small marks of the house style as safe HTML: icon, state, person, duty, reason, timeline glyph.

They are plain functions because a list prints hundreds of them; templates reach
them through `{% load schakel %}`.
"""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from schakel.web.names import clause, initials

# Every symbol of web/icons.html; a test keeps the two alike.
# fmt: off
ICONS: Final = frozenset(
    (
        "arrow", "bell", "both", "cal", "chat", "check", "cross", "dash", "doc", "down", "eye",
        "globe", "half", "home", "info", "late", "lock", "out", "par", "pen", "people", "phone",
        "plus", "print", "quest", "ring", "search", "snooze", "speak", "star", "user", "warn", "work",
    )
)
# fmt: on

# Each state is a shape, a colour class and, by the caller, a word: never colour alone.
STATES: Final = {
    "late": ("late", "late"),
    "soon": ("half", "soon"),
    "open": ("ring", "open"),
    "good": ("check", "good"),
    "info": ("ring", "info"),
    "milestone": ("star", "good"),
    "forecast": ("dash", "open"),
    "unknown": ("quest", "soon"),
}

GLYPHS: Final = frozenset(("contact", "choice", "handover", "handover_open", "client", "correction"))


def icon(name: str, *, label: str = "", size: str = "") -> SafeString:
    """One symbol of the sprite; hidden from assistive technology unless it carries its own label.

    Raises ValueError for a name the sprite lacks.
    """
    if name not in ICONS:
        raise ValueError(
            f"Icon {name!r} is not in web/icons.html. Add the symbol there and its name to ICONS."
        )
    css = "sk-i sk-i--lg" if size == "lg" else "sk-i"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 16 16"><use href="#i-{}"/></svg>',
            css,
            label,
            name,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" viewBox="0 0 16 16"><use href="#i-{}"/></svg>', css, name
    )


def status(state: str, text: object) -> SafeString:
    """A state badge: shape, word and colour. Raises ValueError for an unknown state."""
    if state not in STATES:
        raise ValueError(f"State {state!r} is unknown. Use one of {', '.join(STATES)}.")
    symbol, tone = STATES[state]
    return format_html('<span class="sk-status sk-status--{}">{}{}</span>', tone, icon(symbol), text)


def who(
    name: str, *, kind: str = "professional", lead: bool = False, note: str = "", url: str = ""
) -> SafeString:
    """A link-shaped chip: always a person or an organisation, heather only for the client's side."""
    css = "sk-who"
    if kind == "client":
        css += " sk-who--client"
    elif lead:
        css += " sk-who--lead"
    remark = format_html(' <span class="sk-muted">· {}</span>', note) if note else ""
    inner = format_html('<b aria-hidden="true">{}</b><span>{}{}</span>', initials(name), name, remark)
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', css, url, inner)
    return format_html('<span class="{}">{}</span>', css, inner)


def face(name: str, *, kind: str = "professional", lead: bool = False) -> SafeString:
    """The round initials of a helper on the client's pages; decoration beside the written name."""
    css = "sk-face"
    if kind == "client":
        css += " sk-face--client"
    elif lead:
        css += " sk-face--lead"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials(name))


def duty(side: str, label: object = "") -> SafeString:
    """Whose move it is: "ours" (an institution) or "client". Raises ValueError for another side."""
    if side == "ours":
        return format_html('<span class="sk-duty">{}</span>', label or gettext("Wij"))
    if side == "client":
        return format_html('<span class="sk-duty sk-duty--client">{}</span>', label or gettext("Cliënt"))
    raise ValueError(f"Duty side {side!r} is unknown. Use 'ours' or 'client'.")


def reason(text: object) -> SafeString | str:
    """The reason of a thing, opened by the word "want"; nothing when there is none to give."""
    words = str(text or "").strip()
    opening = gettext("want")
    for said in {"want", opening}:
        if words.casefold().startswith(f"{said} "):
            words = words[len(said) :].lstrip()
    if not words:
        return ""
    return format_html('<span class="sk-reason"><i>{}</i> {}</span>', opening, clause(words))


def glyph(kind: str) -> SafeString:
    """The link drawing of a timeline entry. Raises ValueError for an unknown kind."""
    if kind not in GLYPHS:
        raise ValueError(f"Glyph {kind!r} is unknown. Use one of {', '.join(sorted(GLYPHS))}.")
    return format_html(
        '<svg class="sk-glyph" aria-hidden="true" viewBox="0 0 24 24"><use href="#g-{}"/></svg>', kind
    )
