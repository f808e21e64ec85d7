"""Which letters and paragraphs of the own organisation name a norm, for who must look them over."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.citing import is_named_in, names_of_norm
from schakel.ground.norms.uses import Use, UseKind, register_teller
from schakel.ground.notices.access import SET_UP_TEXTS
from schakel.ground.notices.models import NoticeTemplate, Paragraph


def register() -> None:
    """Tell the norms which texts name them."""
    register_teller("notices", texts_naming)


def texts_naming(norm_id: str) -> Iterator[Use]:
    """The own organisation's texts of today that name a norm by its number or article; two statements."""
    actor, today = current_context().actor, clock.today()
    if actor.organisation_id is None:
        return
    names, own = names_of_norm(norm_id, today), {"organisation_id": actor.organisation_id}
    may_write = actor.role in SET_UP_TEXTS.roles
    letters = NoticeTemplate.objects.on(today).filter(_any("body", names), **own).order_by("name")
    for letter in letters:
        if is_named_in(letter.body, names):
            url = reverse("notices:template", args=[letter.id]) if may_write else ""
            yield Use(UseKind.LETTER, letter.name, url)
    paragraphs = Paragraph.objects.on(today).filter(_any("text", names), **own).order_by("title")
    for paragraph in paragraphs:
        if is_named_in(paragraph.text, names):
            url = reverse("notices:paragraph", args=[paragraph.id]) if may_write else ""
            yield Use(UseKind.LETTER, gettext("Alinea: %(title)s") % {"title": paragraph.title}, url)


def _any(field: str, names: list[str]) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{f"{field}__icontains": name})
    return found
