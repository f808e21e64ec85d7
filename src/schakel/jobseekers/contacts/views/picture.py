"""The client's group and the market for the occupations that count for this client, before a talk (R069)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST
from schakel.ground.vocabulary.queries import suggest
from schakel.jobseekers.contacts.forms.picture import OccupationForm
from schakel.jobseekers.contacts.views.contacts import TAB
from schakel.jobseekers.diagnosis.access import PICTURE_READERS
from schakel.jobseekers.diagnosis.queries.market import MarketShown, Occupation, market_of, occupation_of
from schakel.jobseekers.profile.queries import last_occupation_of
from schakel.jobseekers.services.queries.group_picture import GroupPicture, group_picture
from schakel.web.pages import SchakelRequest, page

SURE = frozenset({"alias", "crosswalk"})
"""What somebody or a crosswalk confirmed; a likeness waits for a person to choose."""
TITLES: dict[str, str | Promise] = {
    "last": _("Laatste beroep"),
    "wish": _("Gewenst werk"),
    "other": _("Ander beroep"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One occupation of the page: as told, as linked or not, what it may mean, its group and its market."""

    by: str
    told: str
    occupation: Occupation | None
    proposals: list[dict[str, Any]]
    group: GroupPicture | None
    market: list[MarketShown]

    @property
    def title(self) -> str:
        """The heading."""
        return str(TITLES[self.by])

    @property
    def own(self) -> list[MarketShown]:
        """The figures of the own region, or of all of them where none is."""
        return [one for one in self.market if one.is_own_region] or self.market

    @property
    def elsewhere(self) -> list[MarketShown]:
        """The figures of other regions, beside those of the own."""
        return [one for one in self.market if one not in self.own]


@page(PICTURE_READERS)
@require_http_methods(["GET", "POST"])
def picture(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Last and wished occupation with group and market; another may be looked up and is not kept."""
    dossier, sections = dossier_with_sections(dossier_id)
    if not sections & Section.WORK_PROFILE:
        raise not_found()
    form = OccupationForm(request.POST if request.method == "POST" else None)
    looked = [_last(request, dossier_id), *_wishes(request, dossier_id)]
    status = 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 422
        looked += [_other(request, form)] if form.is_valid() else []
    log_read("contacts:picture", [dossier_id], (Section.IDENTITY | Section.WORK_PROFILE) & sections)
    context = header_context(dossier, sections, TAB) | {"looked": looked, "form": form, "least": LEAST}
    return render(request, "contacts/picture.html", context, status=status)


def _last(request: SchakelRequest, dossier_id: UUID) -> Looked:
    row = last_occupation_of(dossier_id)
    uri = row.concept_uri if row is not None and row.is_confirmed else ""
    return _looked(request, "last", row.title if row is not None else "", uri, [])


def _wishes(request: SchakelRequest, dossier_id: UUID) -> list[Looked]:
    """The client's own word first, else the latest of others; a disputed one is left out."""
    rows = Fact.objects.filter(dossier_id=dossier_id, name="wish", is_current=True, dispute="")
    told = sorted(rows, key=lambda f: (f.source_organisation_id is not None, -f.obtained_on.toordinal()))
    return [_found(request, "wish", told[0].value if told else "")]


def _other(request: SchakelRequest, form: OccupationForm) -> Looked:
    title, uri = form.cleaned_data["title"].strip(), form.cleaned_data["uri"]
    return _looked(request, "other", title, uri, []) if uri else _found(request, "other", title)


def _found(request: SchakelRequest, by: str, title: str) -> Looked:
    """What a free title means where that was confirmed before; else what it may mean."""
    found = suggest([title[:200]])[0] if title.strip() else []
    sure = next((one["uri"] for one in found if one["via"] in SURE), "")
    return _looked(request, by, title, sure, [] if sure else found)


def _looked(request: SchakelRequest, by: str, told: str, uri: str, proposals: list[dict[str, Any]]) -> Looked:
    occupation = occupation_of(uri) if uri else None
    isco = occupation.isco if occupation else ""
    counts = occupation is not None and occupation.group and by != "other"
    return Looked(
        by,
        told,
        occupation,
        proposals,
        group_picture(occupation.group, by) if counts and occupation else None,
        market_of(request.actor.employer_id, isco, clock.today()),
    )
