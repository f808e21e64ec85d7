"""The advice and plan of action on paper: one version whole, with who signed it and how."""

from __future__ import annotations

import base64

from django.template.loader import render_to_string

from schakel.ground.kernel.dates import as_day, long_date
from schakel.ground.notices.ports import Addressee, addressee_of
from schakel.ground.notices.queries import letterhead_of
from schakel.jobseekers.plans.models import PlanVersion
from schakel.jobseekers.plans.presenting import version_shown
from schakel.jobseekers.plans.queries.versions import signatures_of


def paper_html(version: PlanVersion) -> str:
    """The page of a version; an address that the reader may not see is not on it."""
    head = letterhead_of(version.organisation_id, name=version.organisation.name)
    context = {
        "head": head,
        "logo": base64.b64encode(bytes(head.logo)).decode() if head.logo else "",
        "return_line": " · ".join([head.sender, *head.return_address.splitlines()]),
        "addressee": addressee_of(version.dossier_id) or Addressee("", ""),
        "day": long_date(as_day(version.offered_at)),
        "row": version,
        "content": version_shown(version.content),
        "signatures": signatures_of(version),
    }
    return render_to_string("plans/paper.html", context)
