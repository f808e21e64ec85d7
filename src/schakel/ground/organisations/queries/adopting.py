"""What a successor can take over of the settings of those that went up in it, where there is no doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.norms.house import preset
from schakel.ground.norms.models import OwnFigure
from schakel.ground.notices.models import NoticeTemplate, Paragraph
from schakel.ground.organisations.models import OwnName
from schakel.ground.organisations.models.organisation import NAME


class Adopted(TextChoices):
    """What kinds of settings can be taken over; rules of a council and letterheads never are."""

    FIGURES = "figures", _("huisnormen")
    TEMPLATES = "templates", _("teksten voor brieven")
    PARAGRAPHS = "paragraphs", _("standaardalinea’s")
    WORDS = "words", _("eigen woorden voor rollen")


@dataclass(frozen=True, slots=True)
class Adoptable:
    """Settings of one kind: what can be taken over by key, and the keys about which there is doubt.

    There is doubt where two predecessors arranged a thing differently; what the successor set stays as it is.
    """

    kind: Adopted
    ready: dict[str, tuple[str, Any]] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """What can be taken over, in words."""
        return [label for label, _value in self.ready.values()]


Rows = Iterable[tuple[UUID, str, str, Any]]


def adoptable(successor_id: UUID, predecessor_ids: Collection[UUID]) -> list[Adoptable]:
    """By kind, what the successor can take over and what it must choose itself; four statements."""
    everyone = [successor_id, *predecessor_ids]
    rows: Mapping[Adopted, Rows] = {
        Adopted.FIGURES: _figures(successor_id, list(predecessor_ids)),
        Adopted.TEMPLATES: _templates(everyone),
        Adopted.PARAGRAPHS: _paragraphs(everyone),
        Adopted.WORDS: _words(everyone),
    }
    found = [_sorted_out(kind, successor_id, list(told)) for kind, told in rows.items()]
    return [one for one in found if one.ready or one.doubtful]


def _sorted_out(kind: Adopted, successor_id: UUID, rows: list[tuple[UUID, str, str, Any]]) -> Adoptable:
    taken = {key for organisation_id, key, _label, _value in rows if organisation_id == successor_id}
    offered: dict[str, list[tuple[str, Any]]] = {}
    for organisation_id, key, label, value in rows:
        if organisation_id != successor_id and key not in taken:
            offered.setdefault(key, []).append((label, value))
    found = Adoptable(kind)
    for key, options in sorted(offered.items()):
        if all(value == options[0][1] for _label, value in options):
            found.ready[key] = options[0]
        else:
            found.doubtful.append(options[0][0])
    return found


def _figures(successor_id: UUID, predecessors: list[UUID]) -> Rows:
    """What each used in effect: who set nothing used the house's figure, which nobody needs to take over."""
    rows = OwnFigure.objects.on(clock.today()).filter(organisation_id__in=[successor_id, *predecessors])
    chosen = {(row.organisation_id, row.key): row.value for row in rows}
    for key in {key for _organisation_id, key in chosen}:
        house = preset(key)
        used = [(one, chosen.get((one, key)) or house.value) for one in predecessors]
        if (successor_id, key) in chosen or all(value == house.value for _one, value in used):
            continue
        yield from ((one, key, house.label, value) for one, value in used)


def _templates(everyone: list[UUID]) -> Rows:
    rows = NoticeTemplate.objects.filter(organisation_id__in=everyone, valid_to=None).order_by("id")
    for row in rows:
        yield row.organisation_id, row.name, row.name, (row.transport, row.subject, row.body)


def _paragraphs(everyone: list[UUID]) -> Rows:
    rows = Paragraph.objects.filter(organisation_id__in=everyone, valid_to=None).order_by("id")
    for row in rows:
        yield row.organisation_id, row.title, row.title, row.text


def _words(everyone: list[UUID]) -> Rows:
    rows = OwnName.objects.filter(organisation_id__in=everyone, valid_to=None).exclude(subject=NAME)
    for row in rows.order_by("id"):
        yield row.organisation_id, row.subject, row.text, row.text
