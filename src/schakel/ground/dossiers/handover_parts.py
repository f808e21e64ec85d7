"""The content of a handover: checked against what the two organisations agreed on, kept part by part."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.handover_content import Agreed, Item
from schakel.ground.dossiers.handover_terms import Part
from schakel.ground.dossiers.models import Handover, HandoverPart
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError

MAX_LENGTH = 4000


def check_parts(dossier_id: UUID, agreed: Agreed, parts: Mapping[str, Part]) -> None:
    """Every required part has words, or why it does not apply, and the sender may see its section.

    Raises InvalidError with the fields that lack words, ForbiddenError for a part beyond the sender.
    """
    visible = sections_visible(dossier_id)
    hidden = [i for i in agreed.items if not i.section & visible and (i.is_required or i.key in parts)]
    if hidden:
        raise ForbiddenError(
            gettext("U kunt deze overdracht niet versturen."),
            gettext("Er hoort iets bij dat uw rol niet mag zien: %(part)s.") % {"part": hidden[0].label},
            gettext("Vraag de begeleider die de regie heeft om over te dragen."),
        )
    missing = {f"part-{i.key}": _ask(i) for i in agreed.items if i.is_required and not _words(parts, i.key)}
    lone = {f"part-{k}": gettext("Schrijf op waarom dit niet van toepassing is.")
            for k, p in parts.items() if p.does_not_apply and not p.text.strip()}  # fmt: skip
    wrong = missing | lone | _too_long(parts) | _unknown(agreed, parts)
    if wrong:
        raise InvalidError(
            gettext("De overdracht is nog niet compleet."),
            next(iter(wrong.values())),
            gettext("Vul het aan en verstuur opnieuw."),
            fields=wrong,
        )


def keep_parts(handover: Handover, agreed: Agreed, parts: Mapping[str, Part]) -> tuple[str, ...]:
    """Store what was written, replacing what was there of the same key; returns the labels of what came."""
    HandoverPart.objects.filter(handover=handover, key__in=list(parts)).delete()
    rows = [
        HandoverPart(
            handover=handover,
            dossier_id=handover.dossier_id,
            key=i.key,
            label=i.label,
            section_bit=int(i.section),
            text=parts[i.key].text.strip(),
            does_not_apply=parts[i.key].does_not_apply,
            place=place,
        )
        for place, i in enumerate(agreed.items)
        if _words(parts, i.key)
    ]
    HandoverPart.objects.bulk_create(rows)
    return tuple(labels_of(agreed, parts))


def labels_of(agreed: Agreed, parts: Mapping[str, Part]) -> list[str]:
    """What is in the handover, by label; kept on its row so that a list needs no more."""
    return [i.label for i in agreed.items if _words(parts, i.key) and not parts[i.key].does_not_apply]


def settle_returned(dossier_id: UUID, organisation_id: UUID) -> None:
    """Whoever hands over again has attended to what came back before."""
    back = Handover.objects.filter(dossier_id=dossier_id, from_organisation_id=organisation_id)
    back.filter(status=Handover.Status.RETURNED, settled_at__isnull=True).update(settled_at=clock.now())


def _words(parts: Mapping[str, Part], key: str) -> str:
    return parts[key].text.strip() if key in parts else ""


def _ask(item: Item) -> str:
    words = gettext("Vul ‘%(part)s’ in, of kruis aan dat het niet van toepassing is en zeg waarom.")
    return words % {"part": item.label}


def _unknown(agreed: Agreed, parts: Mapping[str, Part]) -> dict[str, str]:
    """Parts that are not asked (any longer): words would get lost in silence."""
    asked = {one.key for one in agreed.items}
    words = gettext("Dit onderdeel hoort niet meer bij de afspraak. Zet de tekst bij ‘Verder nog’.")
    return {f"part-{key}": words for key in parts if key not in asked}


def _too_long(parts: Mapping[str, Part]) -> dict[str, str]:
    words = gettext("Dit is te lang: hooguit %(count)d tekens.") % {"count": MAX_LENGTH}
    return {f"part-{key}": words for key, part in parts.items() if len(part.text) > MAX_LENGTH}
