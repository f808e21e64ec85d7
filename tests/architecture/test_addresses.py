"""Every address declares for whom it is, or stands in the one list of those outside."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from schakel.web.middleware import OUTSIDE
from schakel.web.pages import page_of


def addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All addresses with their full names."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", pattern


def all_addresses() -> list[tuple[str, URLPattern]]:
    """All addresses of the product."""
    return list(addresses(get_resolver().url_patterns))


def test_every_address_has_a_page_or_stands_outside() -> None:
    undeclared = [name for name, pattern in all_addresses() if page_of(pattern.callback) is None]
    assert sorted(undeclared) == sorted(OUTSIDE)


def test_every_address_has_a_name() -> None:
    assert [str(p.pattern) for name, p in all_addresses() if name.endswith("None")] == []


def test_addresses_are_english_words_without_a_persons_data() -> None:
    odd = [name for name, p in all_addresses() if "<str:" in str(p.pattern) or "bsn/<" in str(p.pattern)]
    assert odd == []
