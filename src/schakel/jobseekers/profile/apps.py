"""The profile room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileConfig(AppConfig):
    """Registers this room's verbs, its tab and its panel on the dossier."""

    name = "schakel.jobseekers.profile"
    label = "profile"

    def ready(self) -> None:
        from schakel.ground.access.types import Section
        from schakel.ground.dossiers.panels import Panel, Tab, register_panel, register_tab
        from schakel.ground.dossiers.picture import Teller, register_teller
        from schakel.ground.journal.erasing import register_eraser
        from schakel.jobseekers.profile import actions, field_counts, picture, queries, records

        actions.register()
        field_counts.register()
        register_tab(Tab("profile:occupation", _("Werkprofiel"), Section.WORK_PROFILE, 30))
        register_eraser(
            "profile_line",
            (
                "competence.add",
                "competence.link",
                "competence.unlink",
                "competence.none",
                "competence.agree",
                "work_period.add",
                "work_limit.add",
                "profile.remove",
            ),
            what=_("deze regel van het werkprofiel"),
            rows=records.remove_profile_line,
        )
        register_teller(Teller("profile", Section.WORK_PROFILE, 10, picture.tell))
        register_panel(
            Panel("work", "side", 10, Section.WORK_PROFILE, "profile/work_panel.html", queries.work)
        )
