"""Reading municipalities, their labour-market regions and postcode areas."""

from __future__ import annotations

from datetime import date

from schakel.ground.kernel import clock
from schakel.ground.vocabulary.models import Municipality, PostcodeArea


def region_choices(on: date | None = None) -> list[tuple[str, str]]:
    """Code and name of each labour-market region on a day (today), by name."""
    found = Municipality.objects.on(on or clock.today()).values_list("region_code", "region_name")
    return sorted(set(found), key=lambda region: region[1])


def municipality_named(code: str, on: date | None = None) -> str:
    """The name of the municipality with that code on a day (today); empty for an unknown one."""
    found = Municipality.objects.on(on or clock.today()).filter(code=code).values_list("name", flat=True)
    return found.first() or "" if code else ""


def municipality_of_postcode(postcode: str, on: date | None = None) -> Municipality | None:
    """The municipality in which a postcode lies on a day (today), if both are known by the same name."""
    area = PostcodeArea.objects.filter(pk=postcode.strip()[:4]).first()
    if area is None:
        return None
    return Municipality.objects.on(on or clock.today()).filter(name=area.municipality).first()
