"""The pages of the forms in which an organisation gets its deliveries, and of files of days and months."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.actions import (
    ask_month,
    resend_file,
    save_form,
    switch_own_acts,
    use_form,
    use_standard,
)
from schakel.information.imports.delivery_fields import Topic
from schakel.information.imports.delivery_forms import (
    FILES,
    FormsOfTopic,
    account_of,
    example_of,
    files_of,
    forms_of,
    forms_of_topic,
    months_to_ask,
)
from schakel.information.imports.models import DeliveryFile, DeliveryForm
from schakel.information.imports.rendering import from_json, given
from schakel.information.imports.views.deliveries import SwitchForm, tell
from schakel.information.imports.views.layout_form import LayoutForm
from schakel.information.imports.wording import delivery_trouble
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_MARKS = {"queued": "soon", "delivered": "good", "failed": "late"}


class UseForm(ActForm):
    """Which draft is to be used."""

    form = forms.UUIDField(widget=forms.HiddenInput)


class MonthForm(ActForm):
    """Of which month the account is wanted."""

    month = forms.DateField(widget=forms.HiddenInput)


@page(ADMINISTRATORS)
@require_POST
def switch_own(request: SchakelRequest) -> HttpResponse:
    """Deliver what clients do themselves, or no longer."""
    form = SwitchForm(request.POST)
    done = attempt(
        form,
        lambda: switch_own_acts(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            is_on=form.cleaned_data["is_on"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        ),
        stale=gettext("Een collega zette dit intussen om. Kijk hoe het nu staat."),
    )
    tell(request, form, done.is_done, gettext("Het is omgezet."))
    return redirect("imports:deliveries")


@page(ADMINISTRATORS)
@require_GET
def topics(request: SchakelRequest) -> HttpResponse:
    """Each topic with the form in use."""
    found = forms_of(request.actor.employer_id)
    rows = [{"forms": one, "label": _label(one.topic), "standing": _standing(one)} for one in found]
    context = {"rows": rows, "submit_key": uuid7(), "breadcrumbs": _crumbs(gettext("Indelingen"))}
    return render(request, "imports/delivery_forms.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def topic_form(request: SchakelRequest, topic: str) -> HttpResponse:
    """Lay out a topic: the draft, else what is in use, else the form that comes with Schakel."""
    found = forms_of_topic(request.actor.employer_id, topic)
    form, status = _form_of(request, found), 200
    if request.method == "POST":
        done = _saved(request, form)
        if done is not None and "more" in request.POST:
            return redirect("imports:topic-form", topic=topic)
        if done is not None:
            return redirect("imports:form-example", topic=topic)
        status = 422
    context = {
        "form": form,
        "groups": list(form.groups()),
        "forms": found,
        "label": _label(topic),
        "is_account": topic == Topic.ACCOUNT,
        "breadcrumbs": _crumbs(gettext("Indelingen"), "imports:forms", _label(topic)),
    }
    return render(request, "imports/topic_form.html", context, status=status)


def _form_of(request: SchakelRequest, found: FormsOfTopic) -> LayoutForm:
    kept = found.draft or found.used
    monthly = found.topic == Topic.ACCOUNT
    usual = DeliveryForm.Rhythm.MONTH if monthly else DeliveryForm.Rhythm.ENTRY
    return LayoutForm(
        request.POST if request.method == "POST" else None,
        topic=found.topic,
        layout=from_json(kept.layout) if kept else given(found.topic),
        rhythm=kept.rhythm if kept else usual,
        version=found.draft.version if found.draft else None,
    )


def _saved(request: SchakelRequest, form: LayoutForm) -> UUID | None:
    """The draft, or nothing when something is wrong; each mistake then stands at its own field."""

    def act() -> UUID:
        try:
            return save_form(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                topic=form.topic,
                rhythm=form.cleaned_data["rhythm"],
                layout=form.layout(),
                expected_version=form.cleaned_data["version"],
                **once(form),
            )
        except InvalidError as error:
            error.fields = {form.place_of(name): words for name, words in error.fields.items()}
            raise

    return attempt(form, act, stale=_stale()).result


@page(ADMINISTRATORS)
@require_GET
def example(request: SchakelRequest, topic: str) -> HttpResponse:
    """The last deliveries as the draft would write them, and the way to put it to use."""
    found = forms_of_topic(request.actor.employer_id, topic)
    if found.draft is None:
        return redirect("imports:topic-form", topic=topic)
    context = {
        "forms": found,
        "label": _label(topic),
        "example": example_of(found.draft),
        "submit_key": uuid7(),
        "is_account": topic == Topic.ACCOUNT,
        "breadcrumbs": _crumbs(gettext("Indelingen"), "imports:forms", _label(topic)),
    }
    return render(request, "imports/form_example.html", context)


@page(ADMINISTRATORS)
@require_POST
def use(request: SchakelRequest, topic: str) -> HttpResponse:
    """Put the draft that was looked at to use."""
    form = UseForm(request.POST)
    try:
        done = attempt(
            form,
            lambda: use_form(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                form_id=form.cleaned_data["form"],
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
            stale=_stale(),
        )
    except NotFoundError:
        messages.info(request, gettext("Dit concept is er niet meer, of het is al in gebruik."))
        return redirect("imports:forms")
    tell(request, form, done.is_done, gettext("De indeling is in gebruik. Wat nu komt, gaat zo."))
    return redirect("imports:forms" if done.is_done else reverse("imports:form-example", args=[topic]))


@page(ADMINISTRATORS)
@require_POST
def standard(request: SchakelRequest, topic: str) -> HttpResponse:
    """Back to the form that comes with Schakel."""
    form = ActForm(request.POST)
    if topic not in Topic.values or not form.is_valid():
        raise not_found()
    try:
        use_standard(
            actor=request.actor, organisation_id=request.actor.employer_id, topic=topic, **once(form)
        )
    except NotFoundError:
        messages.info(request, gettext("Er was geen eigen indeling in gebruik."))
    else:
        messages.success(request, gettext("De eigen indeling is niet meer in gebruik."))
    return redirect("imports:forms")


@page(ADMINISTRATORS)
@require_GET
def files(request: SchakelRequest) -> HttpResponse:
    """Files of days and months with how they stand."""
    organisation_id = request.actor.employer_id
    before = _asked(request)
    shown = files_of(organisation_id, before)
    account = forms_of_topic(organisation_id, Topic.ACCOUNT)
    context = {
        "rows": [_row(one) for one in shown[:FILES]],
        "months": months_to_ask(organisation_id) if account.used else [],
        "account": account,
        "submit_key": uuid7(),
        "pager": _pager(shown, is_first=before is None),
        "breadcrumbs": _crumbs(gettext("Bestanden")),
    }
    return render(request, "imports/delivery_files.html", context)


@page(ADMINISTRATORS)
@require_POST
def month(request: SchakelRequest) -> HttpResponse:
    """Ask for the account of a month."""
    form = MonthForm(request.POST)
    done = attempt(
        form,
        lambda: ask_month(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            starts_on=form.cleaned_data["month"],
            **once(form),
        ),
    )
    tell(request, form, done.is_done, gettext("Het bestand staat klaar en gaat ook naar uw map."))
    return redirect("imports:files")


@page(ADMINISTRATORS)
@require_POST
def again(request: SchakelRequest, delivery_file_id: UUID) -> HttpResponse:
    """Send a file of a day or month again."""
    form = ActForm(request.POST)
    if not form.is_valid():
        raise not_found()
    try:
        resend_file(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            file_id=delivery_file_id,
            **once(form),
        )
    except NotFoundError:
        messages.info(request, gettext("Er is niets om opnieuw te sturen: het wacht al, of is er niet meer."))
    else:
        messages.success(request, gettext("Het bestand gaat opnieuw, met hetzelfde nummer."))
    return redirect("imports:files")


@page(ADMINISTRATORS)
@require_GET
def account(request: SchakelRequest, delivery_file_id: UUID) -> HttpResponse:
    """The account of a month as a file."""
    file, content = account_of(request.actor.employer_id, delivery_file_id)
    charset = from_json(file.form.layout).encoding.removesuffix("-sig")
    response = HttpResponse(content, content_type=f"text/csv; charset={charset}")
    response["Content-Disposition"] = f'attachment; filename="{file.pk}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _stale() -> str:
    return gettext("Een collega wijzigde dit intussen. Kijk hoe het nu staat.")


def _label(topic: str) -> str:
    label = str(Topic(topic).label)
    return label[:1].upper() + label[1:]


def _standing(one: FormsOfTopic) -> str:
    if one.used:
        words = {"number": one.used.number, "rhythm": one.used.get_rhythm_display()}
        return gettext("eigen indeling, versie %(number)s, %(rhythm)s") % words
    if one.topic == Topic.ACCOUNT:
        return gettext("staat uit")
    return gettext("standaardindeling, elke keer één bestand")


def _row(one: DeliveryFile) -> dict[str, Any]:
    is_month = one.rhythm == DeliveryForm.Rhythm.MONTH
    return {
        "file": one,
        "topic": _label(one.form.topic),
        "is_month": is_month,
        "mark": _MARKS[one.state],
        "trouble": delivery_trouble(one.why),
        "may_resend": one.state != DeliveryFile.State.QUEUED,
        "submit_key": uuid7(),
    }


def _asked(request: SchakelRequest) -> UUID | None:
    try:
        return UUID(request.GET["before"])
    except (KeyError, ValueError):
        return None


def _pager(shown: list[DeliveryFile], *, is_first: bool) -> dict[str, str]:
    pager = {"note": gettext("Nieuwste eerst.")}
    if len(shown) > FILES:
        pager["next_url"] = f"?before={shown[FILES - 1].pk}"
    if not is_first:
        pager["previous_url"] = "?"
    return pager


def _crumbs(label: str, name: str = "", last: str = "") -> list[dict[str, str]]:
    crumbs = [{"label": gettext("Leveringen"), "url": reverse("imports:deliveries")}]
    if not name:
        return [*crumbs, {"label": label}]
    return [*crumbs, {"label": label, "url": reverse(name)}, {"label": last}]
