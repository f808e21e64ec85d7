"""A case discussion on paper: who was asked, the agenda as one guest may see it, and what was decided."""

from __future__ import annotations

import base64

from django.template.loader import render_to_string

from schakel.ground.kernel.dates import long_date
from schakel.ground.notices.queries import letterhead_of
from schakel.jobseekers.plans.models import CaseDiscussion, DiscussionCase
from schakel.jobseekers.plans.queries.discussions import agreements_of_cases, guests_of
from schakel.jobseekers.plans.queries.nameless import nameless_of


def discussion_html(row: CaseDiscussion, cases: list[DiscussionCase]) -> str:
    """The page of a discussion; of clients whom the guest may not see it tells how many there are."""
    head = letterhead_of(row.organisation_id, name=row.organisation.name)
    agreed = agreements_of_cases([case.pk for case in cases]) if cases else []
    context = {
        "head": head,
        "logo": base64.b64encode(bytes(head.logo)).decode() if head.logo else "",
        "day": long_date(row.held_on),
        "row": row,
        "guests": guests_of(row.pk),
        "cases": [(case, [one.agreement for one in agreed if one.case_id == case.pk]) for case in cases],
        "nameless": nameless_of(row.pk),
        "hidden": max(0, row.case_count - len(cases)),
    }
    return render_to_string("plans/discussion_paper.html", context)
