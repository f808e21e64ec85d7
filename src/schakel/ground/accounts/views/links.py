"""A link that somebody got on paper or by e-mail: it leads to choosing a password, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.actions import choose_password
from schakel.ground.accounts.forms.passwords import ChooseForm
from schakel.ground.accounts.models import Account, OneTimeLink
from schakel.ground.accounts.queries.links import usable_link
from schakel.ground.accounts.stepping import go_on
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import NotFoundError
from schakel.web.acting import attempt

WORD = "link"


@require_GET
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the word of the link out of the address: there it would reach histories and logs."""
    request.session[WORD] = token
    return redirect("accounts:choose_password")


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the password of the account that the link is for, and go on as that account."""
    token = str(request.session.get(WORD, ""))
    found = usable_link(token) if token else None
    if found is None:
        return render(request, "accounts/link_gone.html", status=404)
    form = ChooseForm(request.POST or None)
    if request.method == "POST" and not _chosen(form, token) and usable_link(token) is None:
        return render(request, "accounts/link_gone.html", status=404)
    if request.method == "POST" and not form.errors:
        del request.session[WORD]
        return go_on(request, Account.objects.get(pk=found.account_id), reverse("web:root"))
    context = {
        "form": form,
        "account": found.account,
        "is_invitation": found.kind == OneTimeLink.Kind.INVITATION,
    }
    return render(request, "accounts/choose_password.html", context, status=422 if form.errors else 200)


def _chosen(form: ChooseForm, token: str) -> bool:
    actor = system_actor()
    try:
        with as_actor(actor, Purpose.ADMINISTRATION.value, needs_savepoint=True):
            return attempt(
                form,
                lambda: choose_password(actor=actor, token=token, password=form.cleaned_data["password"]),
            ).is_done
    except NotFoundError:
        # Somebody used the link a moment ago; the page that follows says that it is gone.
        return False
