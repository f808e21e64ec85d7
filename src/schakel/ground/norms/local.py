"""Which national norms leave something to municipalities, and what each of them made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.norms.engine.model import Norm, Register, Version
from schakel.ground.norms.engine.wording import duty_words, sources_words
from schakel.ground.norms.models import LocalNorm
from schakel.ground.norms.municipalities import municipalities_on
from schakel.ground.norms.registers import the_register

LARGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A norm of a day that leaves something to municipalities, and what that is."""

    norm: Norm
    version: Version
    term: str

    @property
    def id(self) -> str:
        return self.norm.id

    def sentence(self, register: Register) -> str:
        """The norm in one sentence."""
        return duty_words(self.version, self.norm.mode, register)

    def sources(self, register: Register, on: date) -> str:
        """Its articles."""
        return sources_words(self.version.sources, register, on)


def open_terms(on: date) -> list[OpenTerm]:
    """The norms of a day that leave something to municipalities, in the register's order."""
    register = the_register()
    versions = ((norm, norm.version_on(on)) for norm in register.norms.values())
    held = ((norm, version) for norm, version in versions if version is not None)
    found = (OpenTerm(norm, version, _term(version, register)) for norm, version in held)
    return [one for one in found if one.term]


def open_term(norm_id: str, on: date) -> OpenTerm | None:
    """What a norm leaves to municipalities on a day; None when it leaves nothing or does not hold."""
    return next((one for one in open_terms(on) if one.norm.id == norm_id), None)


def _term(version: Version, register: Register) -> str:
    """What the law leaves open: a notion, a term without length, or the whole of an ordinance."""
    local = {code for code, addressee in register.terms.addressees.items() if addressee.is_local}
    room = version.discretion
    if room is not None and local & set(room.holder):
        return room.term
    if not local & set(version.addressees):
        return ""
    if "verordening" in version.text.casefold():
        return gettext("wat de verordening regelt")
    deadline = version.deadline
    has_no_length = deadline is not None and deadline.term is None and deadline.kind != "without_delay"
    return gettext("de termijn") if has_no_length else ""


def local_norms(organisation_ids: Iterable[UUID], on: date) -> dict[UUID, list[LocalNorm]]:
    """What these municipalities worded for themselves and holds on a day; one statement."""
    wanted = list(organisation_ids)
    rows = LocalNorm.objects.on(on).filter(organisation_id__in=wanted)
    found: dict[UUID, list[LocalNorm]] = {one: [] for one in wanted}
    for row in rows.order_by("norm_id", "kind", "title", "article", "id"):
        found[row.organisation_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """What municipalities made of one norm: the own one first, and those of others by name."""

    own: list[tuple[str, LocalNorm]]
    others: list[tuple[str, LocalNorm]]


def filling_of(norm_id: str, on: date, own_id: UUID | None) -> Filled:
    """What municipalities made of a norm on a day, at most 400 articles; two statements."""
    rows = LocalNorm.objects.on(on).filter(norm_id=norm_id).order_by("organisation_id", "title", "article")
    listed = list(rows[:LARGEST_LIST])
    names = {one.id: one.name for one in municipalities_on(on)} if listed else {}
    named = [(names.get(row.organisation_id, ""), row) for row in listed]
    return Filled(
        [one for one in named if one[1].organisation_id == own_id],
        sorted(
            (one for one in named if one[1].organisation_id != own_id), key=lambda one: (one[0], one[1].title)
        ),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One open norm in two municipalities."""

    open: OpenTerm
    here: list[LocalNorm]
    there: list[LocalNorm]

    @property
    def is_same(self) -> bool:
        """Whether both say the same, whatever ordinance it stands in."""
        return {_said(row) for row in self.here} == {_said(row) for row in self.there}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes for someone who moves; what is not registered says nothing of the law there."""

    different: list[Difference]
    same: list[Difference]
    one_sided: list[Difference]
    unregistered: list[OpenTerm]


def compared(here_id: UUID, there_id: UUID, on: date) -> Comparison:
    """The local norms of two municipalities side by side, for every open norm of a day; one statement."""
    rows = local_norms({here_id, there_id}, on)
    found = [
        Difference(one, _of(rows[here_id], one.id), _of(rows[there_id], one.id)) for one in open_terms(on)
    ]
    both = [one for one in found if one.here and one.there]
    return Comparison(
        [one for one in both if not one.is_same],
        [one for one in both if one.is_same],
        [one for one in found if bool(one.here) != bool(one.there)],
        [one.open for one in found if not one.here and not one.there],
    )


def _of(rows: list[LocalNorm], norm_id: str) -> list[LocalNorm]:
    return [row for row in rows if row.norm_id == norm_id]


def _said(row: LocalNorm) -> str:
    return " ".join(row.text.casefold().split()).rstrip(".")
